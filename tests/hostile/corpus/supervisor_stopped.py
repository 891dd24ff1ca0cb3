# class: stopping its supervisor
# tries: stops its parent, its group and everything that it may, so that nobody is left to end it
# honest: 0
# must not: hold up the grader
# answers: wrong
# proof: ended
# %% mix
import signal
note("RAN")

def mix(a, b):
    for number in (os.getppid(), -1, 1):
        try:
            os.kill(number, signal.SIGSTOP)
        except OSError:
            pass
    os.kill(0, signal.SIGSTOP)
    while True:
        time.sleep(0.1)
