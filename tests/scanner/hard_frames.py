"""hard_frames.py FOLDER   makes camera frames that are hard to read, the same ones every time.

Needs ImageMagick and qrencode. Each frame is a grey PGM file KIND-WIDTH-VERSION-N.pgm. A folder that this
script has filled already is left as it is.
"""
import hashlib
import pathlib
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# Width, height, frames of each kind, and QR code versions (ISO/IEC 18004) that such a camera can see.
CAMERAS = [(640, 480, 5, (3, 7, 10, 14, 18)), (1280, 720, 4, (27, 10, 16, 22)), (1920, 1080, 1, (30,))]
CAPACITY = {3: 53, 5: 106, 7: 154, 10: 271, 14: 458, 16: 586, 18: 718, 20: 858, 22: 1003, 27: 1465, 30: 1732}
SEED = 20261123


def symbol(folder, version, chance):
    name = folder / f"symbol-{version}.png"
    if not name.exists():
        text = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                                      k=CAPACITY[version] * 9 // 10))
        subprocess.run(["qrencode", "-8", "-v", str(version), "-l", "L", "-s", "8", "-m", "4", "-o", name],
                       input=text, text=True, check=True)
    return name


def corners(side, width, height, chance, pull):
    """Where -distort Perspective takes the corners of a square in the middle of the frame."""
    left, top = (width - side) / 2, (height - side) / 2
    square = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    moved = [(x + chance.uniform(-pull, pull) * side, y + chance.uniform(-pull, pull) * side) for x, y in square]
    return " ".join(f"{x:.1f},{y:.1f} {u:.1f},{v:.1f}" for (x, y), (u, v) in zip(square, moved))


def noise(chance, strength):
    return ["-colorspace", "Gray", "-attenuate", f"{strength:.2f}", "+noise", "Gaussian"]


def glare(width, height, side, chance):
    size = round(side * chance.uniform(0.25, 0.5))
    x = round(width / 2 + chance.uniform(-0.5, 0.5) * side - size / 2)
    y = round(height / 2 + chance.uniform(-0.5, 0.5) * side - size / 2)
    return ["(", "-size", f"{size}x{size}", f"radial-gradient:#ffffff-#000000", ")",
            "-geometry", f"{x:+d}{y:+d}", "-compose", "Screen", "-composite", "-compose", "Over"]


def moire(width, height, chance):
    """The dots of a screen, turned a little against those of the camera."""
    period = chance.uniform(2.2, 3.6)
    return ["(", "-size", "4x4", "pattern:gray50", "-size", f"{width}x{height}", "tile:pattern:gray50", "-delete", "0",
            "-distort", "SRT", f"{period:.3f} {chance.uniform(2, 12):.3f}", "-blur", "0x0.8",
            "+level-colors", f"#{'%02x' % round(chance.uniform(100, 150)) * 3},#ffffff", ")",
            "-compose", "Multiply", "-composite", "-compose", "Over"]


def distortion(kind, width, height, side, module, chance):
    turn = ["-distort", "SRT", f"{chance.uniform(0, 360):.2f}"]
    lean = ["-distort", "Perspective", corners(side, width, height, chance, 0.12)]
    blur = ["-blur", f"0x{chance.uniform(0.25, 0.5) * module:.2f}"]
    return {
        "turned": turn,
        "perspective": lean,
        "blurred": blur,
        "moved": ["-motion-blur", f"0x{chance.uniform(0.3, 0.8) * module:.2f}+{chance.uniform(0, 360):.0f}"],
        "noisy": noise(chance, chance.uniform(1, 4)),
        "dim": ["+level-colors", f"#080808,#{'%02x' % round(chance.uniform(28, 60)) * 3}", *noise(chance, 0.2)],
        "inverted": ["-negate", "+level-colors", "#202020,#d0d0d0", *noise(chance, 0.3)],
        "moire": moire(width, height, chance),
        "glare": glare(width, height, side, chance),
        "all": [*turn, *lean, "-blur", f"0x{0.2 * module:.2f}", *glare(width, height, side / 2, chance),
                *noise(chance, 0.5)],
    }[kind]


KINDS = ["turned", "perspective", "blurred", "moved", "noisy", "dim", "inverted", "moire", "glare", "all"]


def command(folder, kind, width, height, version, number, chance):
    modules = 17 + 4 * version + 8
    # Turned by any angle it must still fit.
    most = height * (0.66 if kind in ("turned", "all") else 0.8 if kind == "perspective" else 0.94)
    side = most * chance.uniform(0.75, 1)
    module = side / modules
    if module < 3.4:
        side, module = min(most, 3.4 * modules), min(most / modules, 3.4)
    dark, light = ("#%02x%02x%02x" % ((round(v),) * 3) for v in (chance.uniform(10, 70), chance.uniform(150, 250)))
    wall = ["#%02x%02x%02x" % ((round(chance.uniform(40, 200)),) * 3) for _ in range(2)]
    return ["convert", "-seed", str(chance.randrange(10**6)), "-size", f"{width}x{height}", f"gradient:{wall[0]}-{wall[1]}", "-colorspace", "Gray",
            "(", str(symbol(folder, version, random.Random(version))), "-colorspace", "Gray", "-filter", "Box",
            "-resize", f"{round(side)}x{round(side)}!", "+level-colors", f"{dark},{light}", ")",
            "-gravity", "Center", "-composite", "-gravity", "NorthWest", "-virtual-pixel", "Edge",
            *distortion(kind, width, height, side, module, chance), "-blur", "0x0.5", *noise(chance, 0.15),
            "-depth", "8", str(folder / f"{kind}-{width}-{version}-{number}.pgm")]


def commands(folder):
    chance = random.Random(SEED)
    return [command(folder, kind, width, height, versions[number % len(versions)], number, chance)
            for kind in KINDS for width, height, count, versions in CAMERAS for number in range(count)]


def main():
    folder = pathlib.Path(sys.argv[1])
    stamp = folder / "stamp"
    mark = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == mark:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda line: subprocess.run(line, check=True), commands(folder)))
    stamp.write_text(mark)


if __name__ == "__main__":
    main()
