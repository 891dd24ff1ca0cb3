# class: UDP
# tries: sends to a server on the machine, and broadcasts
# honest: 0
# must not: send anything
# answers: wrong
# proof: ran
# %% mix
import socket
note("RAN")
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
    made.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    for address in (("127.0.0.1", HOST["udp"]), ("255.255.255.255", 9), ("224.0.0.1", 9)):
        try:
            made.sendto(b"answers", address)
            note("GOT a datagram sent to " + address[0])
        except OSError:
            pass

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])
