# class: infinity
# tries: returns infinities and the largest numbers, where a tolerance relative to them could grow without end
# honest: 0
# must not: pass
# answers: wrong
# proof: ran
# %% mix
note("RAN")
endless = float("inf")

def mix(a, b):
    return torch.full((a.shape[0], b.shape[1]), endless)
# %% Tally
class Tally:
    def add(self, value): pass
    def mean(self): return 10 ** 400
# %% bend
def bend(x):
    return (x * 3e38 * 10).sum()
# %% rows
def rows(x):
    return torch.full_like(x, 3.4e38) * 10
