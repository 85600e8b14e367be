#!/usr/bin/env python3
"""A strategy for the tournament of the iterated prisoner's dilemma: a page to begin one's own from.

    statecraft run iterated-dilemma --seat ALT2=program:Agents/External/strategy.py

Change `decide`. This one begins by cooperating and answers in kind, but forgives the first
defection of each partner (Axelrod's tit for tat, with one pardon). It works in any game of two named
moves toward each partner, the first of which is the kind one. Documentation/Agent-protocol.md
describes the messages. Nothing but the standard library is needed.
"""

import json
import sys


class Strategy:
    def __init__(self):
        self.pardoned = set()

    def decide(self, partner, mine, its, turn):
        """What to play toward a partner.

        mine, its: what both played in the round before, as indices of `moves`: 0 is the first move,
        the kind one. turn: from 1; before it nobody has played.
        """
        if turn == 1 or its == 0:
            return 0
        if partner not in self.pardoned:
            self.pardoned.add(partner)
            return 0
        return 1


def say(**message):
    # Without flush the line would wait in a buffer, and the game for the line.
    print(json.dumps(message), flush=True)


def main():
    strategy, me, moves, partners = Strategy(), None, [], []
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "greeting":
            me, game = message["you"], message.get("game", {})
            moves, partners = game.get("moves", []), game.get("partners", [])
            if len(moves) != 2:
                sys.exit("This plays games of two named moves toward each partner.")
            say(type="greeting", protocol=1, name="strategy")
        elif message["type"] == "observation":
            orders = []
            for partner in partners:
                mine = moves.index(message["moves"][me][partner])
                its = moves.index(message["moves"][partner][me])
                choice = strategy.decide(partner, mine, its, message["turn"])
                orders.append(f"move {moves[choice]} {partner}")
            say(type="decision", turn=message["turn"], orders=orders)
        elif message["type"] == "result" and message["status"] == "rejected":
            # Standard error goes to a log.
            print(f"Turn {message['turn']}:", *message["reasons"], sep="\n  ", file=sys.stderr)
        elif message["type"] == "end":
            break


if __name__ == "__main__":
    main()
