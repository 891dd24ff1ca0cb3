"""The conversation between examiner and candidate: requests and replies, nested, over one wire.

Both ends run the same :class:`~autograde.bridge.peer.Peer`; what differs is what each end serves. The candidate serves
everything a test may ask of the student's code. The examiner serves, and only while it waits for an answer, calls to
functions that the test passed in.

Four mechanisms make the student's names feel local:

- handles (:mod:`handles`): objects that stay where they are; operations on them travel;
- grafts (:mod:`graft`): results with gradients; a backward pass is one more request;
- mirrors (:mod:`mirrors`): parameters that live on one side and have a twin on the other;
- write-back (:mod:`mutation`): what a call changed in its arguments.

Messages (:mod:`messages`) carry all of it, objects go by number (:mod:`numbered`), and a gate (:mod:`gate`) decides
what may come in.
"""
