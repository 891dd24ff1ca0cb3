# class: NaN
# tries: returns NaN wherever a comparison with it could pass
# honest: 0
# must not: pass
# answers: wrong
# proof: ran
# %% mix
note("RAN")
nan = float("nan")

def mix(a, b):
    return torch.full((a.shape[0], b.shape[1]), nan)
# %% Tally
class Tally:
    def add(self, value): pass
    def mean(self): return nan
# %% bend
def bend(x):
    return x.sum() * nan
# %% rows
def rows(x):
    return torch.full_like(x, nan)
