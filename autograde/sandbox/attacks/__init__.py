"""Attacks on the walls, harmless where they succeed: the self-test ``autograde doctor --attack``, and the tests' own.

Each attack is a function whose source text runs as a student's code (:mod:`model`). It returns what it achieved;
nothing means that the wall held. What lies about for it to find is put there first (:mod:`bait`), and afterwards the
neighbour, the warm processes and the machine are looked at from outside (:mod:`conduct`).
"""
