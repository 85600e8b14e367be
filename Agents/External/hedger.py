#!/usr/bin/env python3
"""A state that keeps equal distance to all poles, as a program at the table.

    statecraft run small-yard-2023 --seat DEU=program:Agents/External/hedger.py

It leans against whichever pole it's closer to, lifts every control that it finds in force in its
name, and spends a little on the key sector in which it depends most on one foreign supplier.
Documentation/Agent-protocol.md describes the messages. Nothing but the standard library is needed.
"""

import json
import sys

DEGREE = 0.3  # The alignment sought toward every pole, in 0...1.
PERCENT_OF_GDP = 0.05  # Money a turn for the most exposed key sector.


def decide(game, seen):
    """The orders for a turn, in decision notation."""
    return align(game, seen) + lift_controls(game, seen) + invest(game, seen)


def align(game, seen):
    me = game["you"]
    poles = [pole["leader"] for pole in game["poles"]]
    if me in poles:
        return []
    # What is zero isn't in the message.
    mine = seen["alignment"].get(me, {})
    mean = sum(mine.get(pole, 0) for pole in poles) / len(poles)
    degrees = {pole: DEGREE - (mine.get(pole, 0) - mean) for pole in poles}
    return [f"align {pole} {min(1, max(0, degree)):.6f}" for pole, degree in degrees.items()]


def lift_controls(game, seen):
    ordered = {"export": "export_control_ordered", "import": "import_restriction_ordered"}
    return [
        f"control {instrument} {sector} {target} 0"
        for instrument, key in ordered.items()
        for sector, imposers in seen[key].items()
        for target in imposers.get(game["you"], {})
    ]


def invest(game, seen):
    me = game["you"]
    worst, level = None, 0
    for sector in game["sectors"]:
        code = sector["code"]
        bought = seen["expenditure"].get(code, {}).get(me, 0)
        if not sector["is_key"] or bought == 0:
            continue
        for seller, flow in seen["flows"].get(code, {}).get(me, {}).items():
            exposure = sector["criticality"] * flow / bought
            if seller != me and exposure > level:
                worst, level = code, exposure
    if worst is None:
        return []
    percent = min(PERCENT_OF_GDP, game["limits"]["investment_percent_of_gdp_max"])
    return [f"invest subsidy {worst} {percent}%gdp"]


def say(**message):
    # Without flush the line would wait in a buffer, and the game for the line.
    print(json.dumps(message), flush=True)


def main():
    game = None
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "greeting":
            game = message
            say(type="greeting", protocol=1, name="hedger")
        elif message["type"] == "observation":
            say(type="decision", turn=message["turn"], orders=decide(game, message))
        elif message["type"] == "result" and message["status"] == "rejected":
            # Standard error goes to a log.
            print(f"Turn {message['turn']}:", *message["reasons"], sep="\n  ", file=sys.stderr)
        elif message["type"] == "end":
            break


if __name__ == "__main__":
    main()
