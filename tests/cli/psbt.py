"""Just enough of BIP-0174 to change a request from outside: split into maps, put together again."""


def size_of(number):
    if number < 0xFD:
        return bytes([number])
    return b"\xfd" + number.to_bytes(2, "little")


class Cursor:
    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, size):
        out = self.data[self.at:self.at + size]
        assert len(out) == size, "too short"
        self.at += size
        return out

    def size(self):
        first = self.take(1)[0]
        return first if first < 0xFD else int.from_bytes(self.take(1 << (first - 0xFC)), "little")

    def string(self):
        return self.take(self.size())


def read_maps(psbt):
    """Every map as a list of (key, value): the global one, the inputs, the outputs."""
    cursor = Cursor(psbt)
    assert cursor.take(5) == b"psbt\xff"
    maps = [[]]
    while cursor.at < len(psbt):
        key = cursor.string()
        if key:
            maps[-1].append((key, cursor.string()))
        else:
            maps.append([])
    return maps[:-1]


def write_maps(maps):
    out = b"psbt\xff"
    for fields in maps:
        for key, value in fields:
            out += size_of(len(key)) + key + size_of(len(value)) + value
        out += b"\0"
    return out


def unsigned(maps):
    return dict(maps[0])[b"\0"]


def with_field(psbt, number, key, value):
    """The request with one more field in its map of that number."""
    maps = read_maps(psbt)
    maps[number].append((key, value))
    return write_maps(maps)


def parts_of(transaction):
    """Inputs and outputs of an unsigned transaction, as octets."""
    cursor = Cursor(transaction)
    cursor.take(4)
    inputs = [cursor.take(41) for _ in range(cursor.size())]
    outputs = []
    for _ in range(cursor.size()):
        value = cursor.take(8)
        script = cursor.string()
        outputs.append(value + size_of(len(script)) + script)
    return inputs, outputs


def joint(one, other):
    """One transaction with the inputs and outputs of both requests."""
    maps = [read_maps(one), read_maps(other)]
    parts = [parts_of(unsigned(m)) for m in maps]
    inputs = parts[0][0] + parts[1][0]
    outputs = parts[0][1] + parts[1][1]
    transaction = (b"\x02\0\0\0" + size_of(len(inputs)) + b"".join(inputs) +
                   size_of(len(outputs)) + b"".join(outputs) + b"\0\0\0\0")
    ins = [m[1 + i] for m, p in zip(maps, parts) for i in range(len(p[0]))]
    outs = [m[1 + len(p[0]) + i] for m, p in zip(maps, parts) for i in range(len(p[1]))]
    return write_maps([[(b"\0", transaction)]] + ins + outs)


def previous(psbt, number=0):
    """The previous transaction that comes along with an input."""
    return dict(read_maps(psbt)[1 + number])[b"\0"]


KEY_FIELDS = {6, 22}  # of inputs: BIP32_DERIVATION, TAP_BIP32_DERIVATION


def foreign(psbt):
    """The same inputs without a word about whose they are."""
    maps = read_maps(psbt)
    count = len(parts_of(unsigned(maps))[0])
    for number in range(1, 1 + count):
        maps[number] = [(key, value) for key, value in maps[number] if key[0] not in KEY_FIELDS]
    return write_maps(maps)
