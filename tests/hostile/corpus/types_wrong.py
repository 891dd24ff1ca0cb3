# class: wrong types
# tries: returns what no test expects: nothing, texts, classes, functions, coroutines, modules, the test's own argument
# honest: 0
# must not: pass for a result
# answers: wrong
# proof: ran
# %% mix
note("RAN")

def mix(a, b):
    return a + 10 if False else NotImplemented
# %% Tally
class Tally(dict):
    def add(self, value): self[value] = value
    def mean(self): return complex("nan") if self else type(self)
# %% shift
async def shift(text):
    yield text
# %% bend
def bend(x):
    return torch.nn.Linear(1, 1)
# %% rows
def rows(x):
    return (row for row in x)
