# class: deep recursion
# tries: returns lists nested a hundred thousand deep, and recurses until the stack of C is full
# honest: 0
# must not: crash the examiner
# answers: wrong
# proof: ended
# %% mix
note("RAN")

def mix(a, b):
    made = []
    for _ in range(100_000):
        made = [made]
    return made
# %% bend
def bend(x):
    import sys
    sys.setrecursionlimit(10**8)
    def down(value):
        return down([value])
    class Deep:
        def __repr__(self): return repr(self.inner)
    first = Deep()
    first.inner = first
    return repr(first)
