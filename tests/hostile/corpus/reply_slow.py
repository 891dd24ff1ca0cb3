# class: slow replies
# tries: answers, but never to the end: a value that comes byte by byte, an item that takes seconds
# honest: 0
# must not: have more time than the question's limit
# answers: wrong
# proof: ended
# %% mix
import gc, struct, threading
note("RAN")

def mix(a, b):
    channels = [value for value in gc.get_objects() if type(value).__name__ == "Channel" and hasattr(value, "_sock")]
    for channel in channels:
        channel._sock.settimeout(None)
        channel._sock.sendall(struct.pack("!4sII", b"AGW1", 1000, 0))
        for _ in range(1000):
            channel._sock.sendall(b"\x90")
            time.sleep(0.05)
    time.sleep(60)
# %% shift
def shift(text):
    for letter in text:
        time.sleep(1.5)
        yield letter
