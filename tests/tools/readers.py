"""readers.py PORT QUICK ADDRESS...: one reader for each address, all at once; every second one is slow: it takes 16 KiB
at a time, ten times a second. Meanwhile a quick reader asks for QUICK again and again. Prints how many got their answer whole,
and how long the quick one waited in the middle and in 19 cases of 20."""
import asyncio
import socket
import statistics
import sys
import time

TRICKLE = 16384       # bytes that a slow reader takes at a time
PAUSE = 0.1           # seconds between
PATIENCE = 60


async def connect(port, slow):
    sock = socket.socket()
    if slow:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TRICKLE)  # so that the kernel takes no more than the reader
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
    return await asyncio.open_connection(sock=sock, limit=TRICKLE)


async def ask(port, address, slow):
    """Whether the whole answer came, with status 200."""
    reader, writer = await connect(port, slow)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = b""
    while piece := await reader.read(TRICKLE):
        answer += piece
        if slow:
            await asyncio.sleep(PAUSE)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    length = fields.get(b"content-length")
    return head.startswith(b"HTTP/1.1 200 ") and (length is None or int(length) == len(body)) and len(body) > 0


async def hurry(port, address, waits, done):
    while not done.is_set():
        start = time.monotonic()
        if not await ask(port, address, False):
            raise SystemExit("the quick reader was not answered")
        waits.append((time.monotonic() - start) * 1000)
        await asyncio.sleep(0.02)


async def main(port, quick, addresses):
    done, waits = asyncio.Event(), []
    hurrying = asyncio.create_task(hurry(port, quick, waits, done))
    start = time.monotonic()
    asked = [asyncio.wait_for(ask(port, address, number % 2 == 1), PATIENCE) for number, address in enumerate(addresses)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    took = time.monotonic() - start
    done.set()
    await hurrying
    waits.sort()
    print(f"whole {sum(answer is True for answer in answers)} of {len(addresses)}")
    print(f"quick median {statistics.median(waits):.0f} ms, most {waits[len(waits) * 19 // 20]:.0f} ms, asked {len(waits)} times in {took:.1f} s")


asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3:]))
