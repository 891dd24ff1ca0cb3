# class: fork bombs
# tries: starts three hundred processes that start more
# honest: 0
# must not: fill the machine, or leave one of them behind
# answers: wrong
# proof: ended
# %% mix
import signal
note("RAN")
made = 0
for _ in range(300):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.alarm(40)
        while True:
            time.sleep(1)
    made += 1
if made >= 200:
    note(f"GOT {made} processes")

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
