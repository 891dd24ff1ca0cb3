# class: killing its supervisor
# tries: kills its parent, its group, process 1 and everything that it may, from a cell and from a call
# honest: 0
# must not: end anything but itself
# answers: wrong
# proof: ended
# %% mix
import signal
note("RAN")

def mix(a, b):
    os.kill(-1, signal.SIGKILL)
# %% bend
import signal

def bend(x):
    for number in (os.getppid(), 0, 1):
        try:
            os.kill(number, signal.SIGKILL)
        except OSError:
            pass
    os._exit(0)
