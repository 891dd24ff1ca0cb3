# class: TCP
# tries: connects to a server on the machine, and listens for others
# honest: 0
# must not: reach anything
# answers: wrong
# proof: ran
# %% mix
import socket
note("RAN")
for address in (("127.0.0.1", HOST["tcp"]), ("::1", HOST["tcp"]), ("localhost", HOST["tcp"])):
    try:
        with socket.create_connection(address, 0.5) as made:
            note(f"GOT a TCP connection to {made.getpeername()[0]}")
    except OSError:
        pass

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
