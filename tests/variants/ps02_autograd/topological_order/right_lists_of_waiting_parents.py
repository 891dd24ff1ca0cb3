def topological_order(root, parents):

    class Walk:

        def __init__(self):
            self.done = {}

        def go(self):
            todo = [root, None]
            stack = [[root]]
            while stack:
                level = stack[-1]
                if not level:
                    stack.pop()
                    if stack:
                        self.done.setdefault(stack[-1].pop(), len(self.done))
                    continue
                if level[-1] in self.done:
                    level.pop()
                    continue
                stack.append([p for p in parents(level[-1]) if p not in self.done])
            return list(self.done)
    return Walk().go()
