#!/usr/bin/env python3
"""Two pseudo terminals, and a line between them that drops, doubles and garbles bytes, on which others talk too.

lossy-line.py RATE SEED: prints the paths of both terminals; what goes into one comes out of the other. RATE is the
share of bytes that something happens to. Ends when its standard input does.
"""
import os
import pty
import random
import select
import sys
import tty

rate, seed = float(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
FOREIGN = [b"\n[    1.234567] usb 1-1: new device\n", b"login: ", b"\r\nBOOTMGR is compressed ~\r\n", b"kd> ~~~~ "]

ends = []
for _ in range(2):
    master, slave = pty.openpty()
    tty.setraw(slave)
    ends.append((master, slave))
    print(os.ttyname(slave), flush=True)


def spoil(data):
    out = bytearray()
    for byte in data:
        what = rng.random()
        if what < rate / 3:
            continue
        if what < 2 * rate / 3:
            out.append(byte)
        elif what < rate:
            byte = rng.randrange(256)
        out.append(byte)
    if rate > 0 and rng.random() < 0.002:
        out += rng.choice(FOREIGN)
    return bytes(out)


masters = [ends[0][0], ends[1][0]]
while True:
    ready, _, _ = select.select([sys.stdin.fileno(), *masters], [], [])
    if sys.stdin.fileno() in ready and not os.read(sys.stdin.fileno(), 64):
        break
    for this, other in ((0, 1), (1, 0)):
        if masters[this] in ready:
            out = spoil(os.read(masters[this], 4096))
            while out:
                out = out[os.write(masters[other], out):]
