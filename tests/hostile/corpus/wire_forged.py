# class: forged wire messages
# tries: speaks the protocol by hand: answers with the test's own arguments, claims that they changed, forges handles
# honest: 0
# must not: have the test compare what it chose
# answers: wrong
# proof: ran
# %% mix
import gc
note("RAN")
peers = [value for value in gc.get_objects() if type(value).__name__ == "Peer" and hasattr(value, "mirrors")]
note(f"SAW {len(peers)} wires")
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
        if LAST[0] not in ("call", "next", "vjp", "getattr", "iter"):
            return honest_reply(self, kind, node, encoder, changes)
        TURN[0] += 1
        forged = [
            ["A", 0], ["A", 1], ["x", 0], ["m", -1], ["o", 1], ["b", 1], ["k", "NotImplemented"],
            ["h", 1, "object", "Tensor", 1, ["Tensor", "#1"]], ["g", "builtins", "exec"], ["e", "AssertionError"],
        ]
        zeros = [[index, encoder.encode(torch.zeros(2, 2)), None] for index in range(2)]
        written = zeros if TURN[0] % 2 else []
        self._send("=", [forged[TURN[0] % len(forged)], encoder.encode(""), written], encoder)

    peers[0]._serve = serve
    Peer._reply = reply
