"""Four seats and an umpire play four turns in Chromium; a seat reloads in mid-turn.

    python3 Tests/Browser/table_test.py PROGRAM [FOLDER]

PROGRAM is the built ‘statecraft’. With FOLDER, pictures of the pages go there. Where there's no
Chromium it says so and passes.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser  # noqa: E402

SEATS = ["USA", "CHN", "DEU", "JPN"]
HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Served:
    """A game served on a free port of this machine."""

    def __init__(self, program, folder, arguments):
        environment = dict(os.environ, STATECRAFT_HOME=HOME)
        self.process = subprocess.Popen(
            [program, "serve", *arguments, "--port", "0"], cwd=folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.links = {}
        for line in self.process.stdout:
            if "http://" in line:
                name, link = line.strip().split(": ", 1)
                self.links[name] = link
            if "Ctrl-C" in line:
                break
        assert self.links, f"it didn't serve: {self.process.poll()}"

    def __getitem__(self, name):
        return next(link for key, link in self.links.items() if name in key)

    def close(self):
        self.process.send_signal(2)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def order(page, line, count):
    page.type(line)
    page.wait(f"view.orders.length === {count}")


def main():
    program = os.path.abspath(sys.argv[1])
    pictures = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
    chromium = browser.find()
    if chromium is None:
        print("Skipped: there is no Chromium here; ‘apt-get install chromium’ brings one.")
        return
    folder = tempfile.mkdtemp(prefix="table-")
    game = Served(
        program, folder,
        ["small-yard-2023", "--set", "turns=4", *(w for s in SEATS for w in ("--as", s))])
    chrome = browser.Browser(chromium)
    try:
        play(game, chrome, pictures)
        files = [f for f in os.listdir(folder) if f.endswith(".jsonl")]
        assert len(files) == 1, files
        check(program, folder, files[0], chrome, pictures)
        print("Four seats and an umpire played four turns in Chromium.")
    finally:
        chrome.close()
        game.close()


def play(game, chrome, pictures):
    seats = {}
    for code in SEATS:
        page = seats[code] = chrome.page()
        page.size(1200, 900)
        page.go(game[f"({code})"])
    umpire = chrome.page()
    umpire.size(1200, 900)
    umpire.go(game["Umpire"])
    watcher = chrome.page()
    watcher.size(1200, 900)
    watcher.go(game["Spectators"])
    everybody = [*seats.values(), umpire, watcher]
    for page in everybody:
        page.wait("typeof view === 'object' && view && document.querySelectorAll('#score-table tr').length > 20")
        # The key is out of the address, and not in anything that is kept for long.
        assert page.ask("location.hash + document.cookie + localStorage.length") == "0"

    # A seat writes orders in the lobby, by a line, a form and a click.
    deu = seats["DEU"]
    order(deu, "align usa .6", 1)
    deu.ask("$('kind').value = 'export'; renderForm(); $('order-sector').value = 'equipment';"
            "$('target').value = 'CHN'; $('level').value = 0.75; $('form').requestSubmit()")
    deu.wait("view.orders.length === 2")
    assert "control export equipment CHN 0.75" in deu.text("#orders-list")
    # Nobody else sees them, but the umpire does.
    umpire.wait("document.getElementById('u-seats').innerText.includes('equipment CHN 0.75')")
    for code in ("USA", "CHN", "JPN"):
        assert "equipment CHN 0.75" not in seats[code].ask("document.body.innerText")
    assert "equipment CHN 0.75" not in watcher.ask("document.body.innerText")

    umpire.click("#u-begin")
    deu.wait("view.phase === 'open'")
    # A message with markup in it stays text.
    deu.ask("$('talk-to').value = 'JPN'; $('talk-text').value = '<img src=x onerror=alert(1)> hello';"
            "$('talk-form').requestSubmit()")
    seats["JPN"].wait("document.getElementById('talk-list').innerText.includes('hello')")
    assert seats["JPN"].ask("document.querySelectorAll('#talk-list img').length") == 0
    assert "hello" not in seats["USA"].ask("document.body.innerText")

    # A seat reloads in mid-turn and has its place and its orders again.
    deu.call("Page.reload")
    deu.wait("typeof view === 'object' && view && view.orders && view.orders.length === 2 && view.phase === 'open'")

    for turn in range(1, 5):
        for code, page in seats.items():
            page.wait(f"view.turn === {turn} && view.phase === 'open' && !$('ready').disabled")
            page.click("#ready")
            page.wait("view.ready")
        if turn == 1:
            umpire.ask("$('u-rule-text').value = 'The strait is closed: storms.'; $('u-rule').requestSubmit()")
            umpire.ask("$('u-inject-line').value = 'shock chips TWN 0.5 for 2'; $('u-inject').requestSubmit()")
            umpire.wait("view.injects.length === 2 && view.remarks.some(r => r.kind === 'ruling')")
        if pictures and turn == 3:
            shoot(umpire, deu, pictures)
        umpire.wait("!$('u-close').disabled")
        umpire.click("#u-close")
        for page in everybody:
            page.wait(f"view.shown === {turn}")
    for page in everybody:
        page.wait("view.phase === 'over'")
        assert not page.faults, page.faults
        assert "The strait is closed" in page.text("#talk-list")
    assert "Inject" in deu.ask("(async () => (await picture(1)).news.map(n => n.text).join())()")
    # Every state can be reached by keyboard, and the map says in words what it shows.
    assert deu.ask("document.querySelectorAll('#map [role=button][tabindex=\"0\"][aria-label]').length") > 20
    assert deu.ask("document.querySelectorAll('input:not([type=checkbox]), select, textarea').length"
                   " === [...document.querySelectorAll('input:not([type=checkbox]), select, textarea')]"
                   ".filter(e => e.labels && e.labels.length).length")
    for width in (390, 768, 1200, 1920):
        deu.size(width, 900)
        assert deu.ask("document.documentElement.scrollWidth") <= width, width


def shoot(umpire, deu, folder):
    os.makedirs(folder, exist_ok=True)
    deu.ask("chosen = 4; $('mode').value = 'controls'; paint()")
    time.sleep(0.8)
    deu.picture(os.path.join(folder, "table-seat.png"), whole=False)
    deu.ask("chosen = -1; $('mode').value = 'sides'; paint()")
    deu.size(1200, 900, dark=True)
    time.sleep(0.8)
    deu.picture(os.path.join(folder, "table-dark.png"), whole=False)
    deu.size(390, 844)
    time.sleep(0.8)
    deu.picture(os.path.join(folder, "table-phone.png"), whole=False)
    deu.picture(os.path.join(folder, "phone-whole.png"))
    deu.size(1200, 900)
    deu.pdf(os.path.join(folder, "table.pdf"))
    umpire.picture(os.path.join(folder, "table-umpire.png"), whole=False)
    deu.picture(os.path.join(folder, "seat-whole.png"))


def check(program, folder, file, chrome, pictures):
    """The file is proven, told, and shown in the theatre."""
    environment = dict(os.environ, STATECRAFT_HOME=HOME)
    def run(*words):
        done = subprocess.run(
            [program, *words], cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout
    assert "verified from the record and drawn anew, 4 turns" in run("replay", "verify", file)
    assert "Ruling: The strait is closed: storms." in run("replay", "show", file, "--turn", "1")
    assert "Had DEU held" in run("replay", "story", file)
    run("replay", "report", file, "--html", "report.html")
    show = Served(program, folder, ["--replay", file, "--replay", file])
    try:
        page = chrome.page()
        page.size(1200, 900)
        page.go(show[""])
        page.wait("theatre && document.querySelectorAll('#second li').length > 0")
        page.ask("$('turn').value = 2; $('turn').dispatchEvent(new Event('input'))")
        page.wait("$('brief-lines').innerText.includes('Turn 2')")
        page.click("#news-list button")
        page.wait("$('log').innerText.length > 40")
        assert not page.faults, page.faults
        if pictures:
            page.picture(os.path.join(pictures, "theatre.png"), whole=False)
            page.go("file://" + os.path.join(folder, "report.html"))
            page.wait("document.querySelectorAll('table').length > 3")
            page.picture(os.path.join(pictures, "report.png"), whole=False)
            page.picture(os.path.join(pictures, "report-whole.png"))
            page.size(390, 844)
            page.picture(os.path.join(pictures, "report-phone.png"), whole=False)
            assert page.ask("document.documentElement.scrollWidth") <= 390
            page.pdf(os.path.join(pictures, "report.pdf"))
    finally:
        show.close()


main()
