# class: memory bombs
# tries: fills three gigabytes in several processes, each below the limit of one
# honest: 0
# must not: have more memory than the limit for all its processes together
# answers: wrong
# proof: ended
# %% mix
import signal
note("RAN")
children = []
for _ in range(15):
    reading, writing = os.pipe()
    if os.fork() == 0:
        try:
            signal.alarm(40)
            kept = bytearray(b"1") * (200 << 20)
            os.write(writing, b"1")
            while True:
                time.sleep(1)
        finally:
            os._exit(1)
    os.close(writing)
    children.append(reading)
full = sum(os.read(reading, 1) == b"1" for reading in children)
time.sleep(0.5)
note(f"GOT {full * 200} MB in {full} processes")
