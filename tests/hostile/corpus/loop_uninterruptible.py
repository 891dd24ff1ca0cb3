# class: uninterruptible loops
# tries: ignores and blocks every signal, catches every exception, and loops, in a cell and in a call
# honest: 2
# must not: cost more than its own questions
# answers: Tally
# proof: ended
# %% mix
import signal
note("RAN")

def mix(a, b):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
# %% shift
import signal
for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
