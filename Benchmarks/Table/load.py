"""A table with 25 seats and 100 spectators on this machine: how long a turn takes to close.

    python3 Benchmarks/Table/load.py PROGRAM [SPECTATORS] [TURNS]

All listen for events; when a turn closes each asks for its view and the new picture. Printed are
the seconds from the last order to the moment when the first and the last of them had the picture,
and the program's memory at its largest.
"""

import asyncio
import json
import os
import sys
import tempfile
import time

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


async def ask(port, method, path, token, body=None):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = json.dumps(body).encode() if body is not None else b""
    writer.write(
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        "Connection: close\r\n\r\n".encode() + data)
    answer = await reader.read()
    writer.close()
    head, _, content = answer.partition(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n")[0], head
    return json.loads(content)


async def listen(port, token, seen):
    """Follows the events; notes when the picture of each turn was there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    shown = -1
    while True:
        line = await reader.readline()
        if not line:
            return
        if line.startswith(b"data: "):
            view = await ask(port, "GET", "/api/view", token)
            if view["shown"] != shown:
                shown = view["shown"]
                await ask(port, "GET", f"/api/picture?turn={shown}", token)
                seen.setdefault(shown, []).append(time.monotonic())


async def main():
    program = os.path.abspath(sys.argv[1])
    spectators = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    turns = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    codes = "AUS BRA CAN CHL CHN DEU FRA GBR IDN IND ISR ITA JPN KOR MEX MYS NLD ROW RUS SAU SGP TUR TWN USA VNM".split()
    folder = tempfile.mkdtemp(prefix="load-")
    process = await asyncio.create_subprocess_exec(
        program, "serve", "small-yard-2023", "--set", f"turns={turns}", "--port", "0",
        "--no-umpire", *(w for c in codes for w in ("--as", c)), cwd=folder,
        env=dict(os.environ, STATECRAFT_HOME=HOME), stdout=asyncio.subprocess.PIPE)
    tokens, port = {}, 0
    while True:
        line = (await process.stdout.readline()).decode()
        assert line, "it didn't serve"
        if "http://" in line:
            name, link = line.strip().split(": ", 1)
            port = int(link.split(":")[2].split("/")[0])
            tokens[name[-4:-1] if name.endswith(")") else name] = link.split("#")[1]
        if "Ctrl-C" in line:
            break
    seen = {}
    watching = [asyncio.create_task(listen(port, tokens[c], seen)) for c in codes]
    watching += [
        asyncio.create_task(listen(port, tokens["Spectators"], seen)) for _ in range(spectators)]
    everybody = len(watching)
    while len(seen.get(0, [])) < everybody:
        await asyncio.sleep(0.05)
        for task in watching:
            if task.done():
                sys.exit(f"somebody wasn't served: {task.exception()}")
    for turn in range(1, turns + 1):
        # The host bounds how much comes at once, which people don't reach.
        await asyncio.sleep(3)
        for code in codes[:-1]:
            await ask(port, "POST", "/api/ready", tokens[code], {"turn": turn})
        start = time.monotonic()
        await ask(port, "POST", "/api/ready", tokens[codes[-1]], {"turn": turn})
        while len(seen.get(turn, [])) < everybody:
            await asyncio.sleep(0.01)
        first, last = min(seen[turn]) - start, max(seen[turn]) - start
        print(f"turn {turn}: the first had it after {first:.2f} s, all {everybody} after {last:.2f} s")
    with open(f"/proc/{process.pid}/status") as status:
        print("memory at its largest:", next(l.split(":")[1].strip() for l in status if l.startswith("VmHWM")))
    for task in watching:
        task.cancel()
    process.send_signal(2)
    await process.wait()


asyncio.run(main())
