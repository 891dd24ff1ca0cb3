# class: zombie processes
# tries: leaves two hundred children that ended and that nobody waits for
# honest: 0
# must not: leave one behind
# answers: wrong
# proof: ran
# %% mix
note("RAN")
made = 0
for _ in range(200):
    try:
        if os.fork() == 0:
            os._exit(0)
        made += 1
    except OSError:
        break
if made == 200:
    note("GOT 200 zombies")

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
