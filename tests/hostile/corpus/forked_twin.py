# class: changing between two looks
# tries: forks inside a call, so that two processes answer the same questions over the same wire
# honest: 0
# must not: have one of two answers picked
# answers: wrong
# proof: ran
# %% mix
note("RAN")

def mix(a, b):
    os.fork()
    return torch.zeros(a.shape[0], b.shape[1])
# %% rows
def rows(x):
    if os.fork() == 0:
        return x / 0
    return x * 0
