# class: oversized frames
# tries: announces gigabytes and millions of parts, and packs deep and shared structures into few bytes
# honest: 0
# must not: fill the examiner's memory
# answers: wrong
# proof: ran
# %% mix
import gc, struct
note("RAN")
peers = [value for value in gc.get_objects() if type(value).__name__ == "Peer" and hasattr(value, "mirrors")]
BAD = [
    b"AGW1" + struct.pack("!II", 2**32 - 1, 0),
    b"AGW1" + struct.pack("!II", 10, 2**32 - 1),
    b"AGW1" + struct.pack("!II", 10, 2) + struct.pack("!QQ", 2**63, 2**63),
    b"AGW1" + struct.pack("!II", 3_000_000, 0) + b"\x91" * 3_000_000,
    b"AGW1" + struct.pack("!II", 3_000_000, 0) + b"\xdd\xff\xff\xff\xff" + b"\x90" * 2_999_995,
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
