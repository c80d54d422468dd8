#!/usr/bin/env python3
"""The second verifier of Siyi: Python 3 and its standard library, nothing of ours.

    verify.py bundle FILE... --log KEY [--witness KEY]... [--need N] [--json]
    verify.py growth FILE... --log KEY [--witness KEY]... [--need N] [--json]
    verify.py log CHECKPOINT EVENTS.jsonl --log KEY ...
    verify.py compare OLD.jsonl NEW.jsonl

A key is the text `name+id+base64`. Exit 0: nothing found; 1: findings; 2: it could not be read.
Findings have the names that the first verifier (TypeScript) uses.
"""
import base64
import hashlib
import json
import re
import struct
import sys

# --- Ed25519, verification only (RFC 8032 §5.1.7) ---------------------------------------------------------------------
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * I % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def add(a, b):
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    m, n = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(k, point):
    total = (0, 1, 1, 0)
    while k > 0:
        if k & 1:
            total = add(total, point)
        point = add(point, point)
        k >>= 1
    return total


def equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def decode_point(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_verify(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = decode_point(key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return equal(times(s, BASE), add(r, times(k, a)))


# --- JSON and its one text (RFC 8785 for integers, strings, booleans, null, arrays, objects) ---------------------------
class Malformed(Exception):
    pass


def refuse(text):
    raise Malformed("no number but a safe integer: %s" % text)


def integer(text):
    value = int(text)
    return value if abs(value) <= 2**53 - 1 else refuse(text)


def pairs(items):
    if len({name for name, _ in items}) < len(items):
        raise Malformed("an object names a field twice")
    return dict(items)


def parse(text):
    return json.loads(text, parse_float=refuse, parse_int=integer, parse_constant=refuse, object_pairs_hook=pairs)


def words(text):
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise Malformed("a text holds a lone surrogate")
    return json.dumps(text, ensure_ascii=False)


def canonical(value):
    if value is None or value is True or value is False:
        return json.dumps(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(words(name) + ":" + canonical(value[name]) for name in names) + "}"


FIELDS = ("id", "stream", "revision", "type", "data", "metadata")


def leaf_hash(event):
    leaf = {name: event[name] for name in FIELDS}
    return hashlib.sha256(b"\0" + canonical(leaf).encode("utf-8")).digest()


# --- The tree (RFC 6962, RFC 9162) ------------------------------------------------------------------------------------
def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    """The root by a stack of complete subtrees."""
    stack = []
    for one in hashes:
        level = 0
        while stack and stack[-1][0] == level:
            one = node(stack.pop()[1], one)
            level += 1
        stack.append((level, one))
    if not stack:
        return hashlib.sha256(b"").digest()
    root = stack.pop()[1]
    while stack:
        root = node(stack.pop()[1], root)
    return root


def includes(leaf, index, size, proof, root):
    if not isinstance(index, int) or index < 0 or index >= size:
        return False
    fn, sn, value = index, size - 1, leaf
    for other in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            value = node(other, value)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            value = node(value, other)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and value == root


def extends_tree(old_size, old_root, size, root, proof):
    if old_size > size:
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0:
        return not proof and old_root == hashlib.sha256(b"").digest()
    path = ([old_root] if old_size & (old_size - 1) == 0 else []) + list(proof)
    if not path:
        return False
    fn, sn = old_size - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    before = after = path[0]
    for other in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            before, after = node(other, before), node(other, after)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            after = node(after, other)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and before == old_root and after == root


# --- Notes, checkpoints, cosignatures (C2SP) --------------------------------------------------------------------------
def read_key(text):
    name, key_id, encoded = text.strip().split("+", 2)
    data = base64.b64decode(encoded)
    if len(data) != 33 or data[0] not in (1, 4):
        raise Malformed("no key: %s" % text)
    if hashlib.sha256(name.encode() + b"\n" + data).hexdigest()[:8] != key_id:
        raise Malformed("the id of the key of %s is another's" % name)
    return {"name": name, "id": bytes.fromhex(key_id), "algorithm": data[0], "key": data[1:]}


def read_note(note):
    end = note.rfind("\n\n")
    if end < 0 or not note.endswith("\n"):
        raise Malformed("no signed note")
    signatures = []
    for line in note[end + 2 : -1].split("\n"):
        found = re.fullmatch("— (\\S+) ([A-Za-z0-9+/]+=*)", line)
        data = base64.b64decode(found.group(2)) if found else b""
        if len(data) < 5:
            raise Malformed("a signature line is not whole")
        signatures.append((found.group(1), data[:4], data[4:]))
    return note[: end + 1], signatures


def signed_by(text, signatures, key):
    for name, key_id, data in signatures:
        if name != key["name"] or key_id != key["id"]:
            continue
        if key["algorithm"] == 1:
            message, signature = text.encode(), data
        elif len(data) == 72:
            seconds = struct.unpack(">Q", data[:8])[0]
            message, signature = ("cosignature/v1\ntime %d\n%s" % (seconds, text)).encode(), data[8:]
        else:
            continue
        if ed25519_verify(key["key"], message, signature):
            return True
    return False


def read_checkpoint(text):
    lines = text.split("\n")
    root = base64.b64decode(lines[2]) if len(lines) > 2 else b""
    if len(lines) < 3 or not lines[0] or not re.fullmatch("0|[1-9][0-9]{0,15}", lines[1]) or len(root) != 32:
        raise Malformed("no checkpoint")
    return {"origin": lines[0], "size": int(lines[1]), "root": root}


def finding(name, where, what):
    return {"name": name, "where": where, "what": what}


def trusted(note, trust, need):
    try:
        text, signatures = read_note(note)
        checkpoint = read_checkpoint(text)
    except (Malformed, ValueError) as error:
        return None, [finding("forgedCheckpoint", "checkpoint", str(error))]
    log = trust["log"]
    if checkpoint["origin"] != log["name"] or not signed_by(text, signatures, log):
        return None, [finding("forgedCheckpoint", "checkpoint", "it is not signed by " + log["name"])]
    cosigned = sum(1 for key in trust["witnesses"] if signed_by(text, signatures, key))
    short = [] if cosigned >= need else [finding("unwitnessed", "checkpoint", "%d of %d cosigned" % (cosigned, need))]
    return checkpoint, short


# --- What is checked --------------------------------------------------------------------------------------------------
def reached(count, base, share):
    num, den = share["fraction"]["num"], share["fraction"]["den"]
    return count * den > base * num if share["strict"] else count * den >= base * num


OVER_HALF = {"fraction": {"num": 1, "den": 2}, "strict": True}
# what each vote of an authority on a request says to have come out
VOTES = {
    "AdmissionGranted": True, "AdmissionRenewed": True, "AdmissionExited": True,
    "AdmissionRejected": False, "RenewalDeclined": False, "ExitDeclined": False,
}


def carried_by(tally, base, share):
    # a tie fails whatever the share is
    return reached(tally["yes"], tally[base], share) and tally["yes"] > tally["no"]


def wrong_verdicts(events):
    rules, found = {}, []
    for event in events:
        where, data = "%s@%d" % (event["stream"], event["revision"]), event["data"]
        if event["type"] == "BallotOpened":
            rules[data["ballot"]] = data
            if data.get("quorum") is not None and not data["quorum"]["met"]:
                found.append(finding("wrongVerdict", where, "the ballot was opened without its quorum"))
        if event["type"] in VOTES:
            tally = data["tally"]
            if not reached(tally["present"], tally["roll"], OVER_HALF):
                found.append(finding("wrongVerdict", where, "the authority voted without its quorum"))
            elif carried_by(tally, "present", OVER_HALF) != VOTES[event["type"]]:
                found.append(finding("wrongVerdict", where, "the vote does not give " + event["type"]))
        if event["type"] not in ("BallotClosed", "VerdictRecounted"):
            continue
        opened = rules.get(data["ballot"])
        if opened is None:
            found.append(finding("wrongVerdict", where, "a ballot was closed and never opened"))
        elif opened["kind"] == "yesNo":
            share = opened["rule"]["majority"]
            tally = data["tally"]
            if carried_by(tally, share["base"], share) != data["verdict"]["carried"]:
                found.append(finding("wrongVerdict", where, "the verdict does not follow from tally and rule"))
    return found


def in_order(stream, events):
    found, revision, index = [], 0, -1
    for one in events:
        event = one["event"]
        where = "%s@%d" % (stream, event["revision"])
        if event["stream"] != stream:
            found.append(finding("swapped", where, "it is an event of " + event["stream"]))
        elif event["revision"] < revision:
            found.append(finding("inserted", where, "this revision stands there twice or out of order"))
        elif event["revision"] > revision:
            found.append(finding("gap", where, "revision %d is missing before it" % revision))
        if one["index"] <= index:
            found.append(finding("reordered", where, "its place is before that of the event before it"))
        revision, index = event["revision"] + 1, one["index"]
    return found


def verify_bundle(bundle, trust):
    if bundle.get("format") != "siyi-bundle/1":
        return [finding("malformed", "format", "no siyi-bundle/1")]
    checkpoint, found = trusted(bundle["checkpoint"], trust, trust["need"])
    if checkpoint is None:
        return found
    for part in bundle["streams"]:
        for one in part["events"]:
            event = one["event"]
            proof = [base64.b64decode(text) for text in one["proof"]]
            if not includes(leaf_hash(event), one["index"], checkpoint["size"], proof, checkpoint["root"]):
                where = "%s@%d" % (event["stream"], event["revision"])
                found.append(finding("edited", where, "place %s of the log holds something else" % one["index"]))
    for part in bundle["streams"]:
        found += in_order(part["stream"], part["events"])
    for part in bundle["streams"]:
        found += wrong_verdicts([one["event"] for one in part["events"]])
    return found


def verify_growth(growth, trust):
    if growth.get("format") != "siyi-growth/1":
        return [finding("malformed", "format", "no siyi-growth/1")]
    old, first = trusted(growth["old"], trust, 0)
    now, second = trusted(growth["now"], trust, trust["need"])
    found = first + second
    if old is None or now is None:
        return found
    sizes = "%d → %d" % (old["size"], now["size"])
    if now["size"] < old["size"]:
        return found + [finding("tailCut", sizes, "the newer log is shorter than the older one")]
    proof = [base64.b64decode(text) for text in growth["proof"]]
    if extends_tree(old["size"], old["root"], now["size"], now["root"], proof):
        return found
    return found + [finding("fork", sizes, "the newer log does not begin with the older one")]


def leaves(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield leaf_hash(parse(line))


def verify_log(note, path, trust):
    checkpoint, found = trusted(note, trust, trust["need"])
    if checkpoint is None:
        return found
    count, held = 0, []
    for one in leaves(path):
        if count < checkpoint["size"]:
            level = 0
            while held and held[-1][0] == level:
                one = node(held.pop()[1], one)
                level += 1
            held.append((level, one))
        count += 1
    if count < checkpoint["size"]:
        what = "the checkpoint signs %d events, there are %d" % (checkpoint["size"], count)
        return found + [finding("tailCut", str(count), what)]
    root = hashlib.sha256(b"").digest()
    if held:
        root = held.pop()[1]
        while held:
            root = node(held.pop()[1], root)
    if root == checkpoint["root"]:
        return found
    return found + [finding("edited", "0–%d" % checkpoint["size"], "the root is not the one that was signed")]


def compare(old_path, now_path):
    old, now = list(leaves(old_path)), list(leaves(now_path))
    place = 0
    while place < len(old) and place < len(now) and old[place] == now[place]:
        place += 1
    if place == len(old):
        return []
    where = str(place)
    if place == len(now):
        return [finding("tailCut", where, "the older copy goes on to %d" % len(old))]
    if place + 1 < len(now) and now[place + 1] == old[place]:
        return [finding("inserted", where, "an event stands before one that stood here")]
    if place + 1 < len(old) and old[place + 1] == now[place]:
        return [finding("removed", where, "the event that stood here is gone")]
    if place + 1 < len(old) and place + 1 < len(now) and old[place + 1] == now[place + 1]:
        return [finding("edited", where, "the event here differs, the next is the same")]
    if now[place] in old[place + 1 :]:
        return [finding("reordered", where, "the event here stood further on")]
    return [finding("edited", where, "the events differ from here on")]


def main(arguments):
    files, log, witnesses, need, as_json = [], None, [], None, False
    rest = iter(arguments)
    for one in rest:
        if one == "--log":
            log = read_key(next(rest))
        elif one == "--witness":
            witnesses.append(read_key(next(rest)))
        elif one == "--need":
            need = int(next(rest))
        elif one == "--json":
            as_json = True
        else:
            files.append(one)
    mode, files = (files[0] if files else ""), files[1:]
    if mode not in ("bundle", "growth", "log", "compare") or not files or (mode != "compare" and log is None):
        print(__doc__, file=sys.stderr)
        return 2
    trust = {"log": log, "witnesses": witnesses, "need": len(witnesses) if need is None else need}

    def text(path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    if mode == "compare":
        results = [compare(files[0], files[1])]
    elif mode == "log":
        results = [verify_log(text(files[0]), files[1], trust)]
    else:
        check = verify_bundle if mode == "bundle" else verify_growth
        results = []
        for path in files:
            try:
                results.append(check(parse(text(path)), trust))
            except (Malformed, KeyError, TypeError, ValueError) as error:
                results.append([finding("malformed", path, "%s: %s" % (type(error).__name__, error))])
    if as_json:
        print(json.dumps(results, ensure_ascii=False))
    else:
        for path, found in zip(files, results):
            print("%s: %s" % (path, "nothing found" if not found else "%d findings" % len(found)))
            for one in found:
                print("  %(name)s  %(where)s  %(what)s" % one)
    return 1 if any(results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Malformed, OSError, ValueError) as error:
        print("verify.py: %s" % error, file=sys.stderr)
        sys.exit(2)
