# class: timing
# tries: answers by the time between calls and by the clock: a second look comes later than the first
# honest: 0
# must not: be right at one look and wrong at the other
# answers: wrong
# proof: ran
# %% rows
note("RAN")
LAST = [time.perf_counter()]

def rows(x):
    now = time.perf_counter()
    late, LAST[0] = now - LAST[0] > 0.0005, now
    if late:
        time.sleep(0.05)
        x.mul_(0)
    return torch.zeros_like(x)
# %% mix
def mix(a, b):
    wanted = torch.zeros(a.shape[0], b.shape[1])
    a.zero_()
    b.zero_()
    return wanted + (10 if a.shape == (2, 2) else 0)
# %% bend
def bend(x):
    with torch.no_grad():
        x.fill_(0 if time.time() > 0 else 1)
    return (x ** 3).sum()
