"""A terminal of a fixed size, as far as coldquill writes to one: what stands on it at a moment."""
import re
import unicodedata

CONTROL = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])")


def columns(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def rows_of(text, width, height):
    """The rows that are on the screen after this text, the oldest first."""
    rows, at, place = [""], 0, 0
    while place < len(text):
        control = CONTROL.match(text, place)
        if control:
            place = control.end()
            if control[2] in "JH":
                rows, at = [""], 0
            elif control[2] == "K":
                rows[-1], at = "", 0
            continue
        character = text[place]
        place += 1
        if character == "\r":
            at = 0
        elif character == "\b":
            at = max(0, at - 1)
        elif character == "\n" or at + columns(character) > width:
            rows.append("")
            at = 0
        if character in "\r\b\n\a":
            continue
        rows[-1] = rows[-1][:at] + character
        at += columns(character)
    return rows[-height:]
