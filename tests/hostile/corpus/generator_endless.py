# class: endless generators
# tries: yields for ever, from a generator and from an object with __iter__ and __next__
# honest: 0
# must not: take more than the question's limit
# answers: wrong
# proof: ended
# %% shift
note("RAN")

def shift(text):
    while True:
        yield "n"
# %% rows
class Endless:
    def __iter__(self): return self
    def __next__(self): return self
    def __len__(self): return 1 << 60

def rows(x):
    return Endless()
