# class: malformed frames
# tries: sends frames that are none: wrong lengths, no msgpack, extension types, shapes that do not fit their bytes
# honest: 0
# must not: crash or hang the examiner
# answers: wrong
# proof: ran
# %% mix
import gc, struct
note("RAN")
peers = [value for value in gc.get_objects() if type(value).__name__ == "Peer" and hasattr(value, "mirrors")]
BAD = [
    b"no frame at all", b"AGW1" + bytes(8), b"AGW1" + struct.pack("!II", 4, 0) + b"\xc1\xc1\xc1\xc1",
    b"AGW1" + struct.pack("!II", 6, 0) + b"\xc7\x03\x05abc", b"AGW1" + struct.pack("!II", 3, 1) + bytes(8) + b"\x93\x01\x02",
]
TURN = [0]

def mix(a, b):
    return torch.zeros(a.shape[0], b.shape[1])

if peers:
    Peer = type(peers[0])
    honest_reply, honest_serve = Peer._reply, peers[0]._serve
    LAST = [""]

    def serve(op, parts):
        LAST[0] = op
        return honest_serve(op, parts)

    def reply(self, kind, node, encoder, changes):
        if LAST[0] not in ("call", "next"):
            return honest_reply(self, kind, node, encoder, changes)
        TURN[0] += 1
        self.channel._sock.sendall(BAD[TURN[0] % len(BAD)])

    peers[0]._serve = serve
    Peer._reply = reply
