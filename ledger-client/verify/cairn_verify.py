#!/usr/bin/env python3
"""Checks a proof that Cairn wrote, without any of Cairn's code: Python 3 and its standard library only.

    cairn_verify.py FILE [--key HEX]... [--witness KEY]... [--needed N] [--record FILE]
                         [--rpc URL [--members 0x..] [--contract 0x..] [--institution 0x..] [--ca FILE] [--token-file FILE]]

Prints one JSON line. Exit: 0 verified, 1 not verified, 2 not a proof or not asked well, 6 the chain cannot be asked. HEX are
keys to trust, 64 digits; KEY witnesses as C2SP writes them, of which N must have cosigned. --ca has the authority of the node's
certificate, --token-file its token. --contract is the registry of checkpoints that you know to be theirs, --members the
network's registry of institutions, which says who might anchor, and where, when it was done.
"""
import argparse, base64, datetime, hashlib, hmac, json, re, ssl, sys, urllib.request
MAX_BYTES, DASH, ORIGIN = 64 << 10, "\u2014 ", re.compile(r"[A-Za-z0-9./_-]{1,100}")
class Malformed(Exception): "Not a proof, or not in the one form it may have."
class Mismatch(Exception): "A proof whose parts do not hold together."
def need(condition, what, kind=Malformed):
    if not condition: raise kind(what)
# ---- Ed25519 (RFC 8032 5.1, cofactorless as most implementations check it) ----
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        q, p, n = add(q, p) if n & 1 else q, add(p, p), n >> 1
    return q
def point(raw):
    """The point of 32 bytes, or None where there is none."""
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") & (1 << 255) - 1
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    root = pow(xx, (P + 3) // 8, P)
    x = next((x for x in (root, root * ROOT % P) if x * x % P == xx), None)
    if y >= P or x is None or (x == 0 and sign): return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P
BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def signed(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L: return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(k, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))
# ---- forms: hexadecimal, base64, times, canonical JSON (RFC 8785) ----
def unhex(text, length=32):
    need(isinstance(text, str) and re.fullmatch("[0-9a-f]{%d}" % (2 * length), text), "bad hexadecimal digits")
    return bytes.fromhex(text)
def unbase64(text, length):
    need(re.fullmatch("[A-Za-z0-9+/]*={0,2}", text) and len(text) % 4 == 0, "bad base64")
    raw = base64.b64decode(text)
    need(len(raw) == length and base64.b64encode(raw).decode() == text, "bad base64")
    return raw
def count(value):
    need(type(value) is int and 0 <= value < 2**53, "a number that is none")
    return value
def number(text):
    need(re.fullmatch("0|[1-9][0-9]{0,15}", text), "a number in another form")
    return count(int(text))
def instant(text, form=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"):
    """Seconds since 1970 of a time as Cairn writes it."""
    need(isinstance(text, str) and re.fullmatch(form, text, re.ASCII), "a time in another form")
    try:
        return datetime.datetime.fromisoformat(text[:19] + "+00:00").timestamp()
    except ValueError:
        raise Malformed("a time that never was")
def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n]) for n in names) + "}"
    if isinstance(value, list): return "[%s]" % ",".join(map(canonical, value))
    need(isinstance(value, str) or (type(value) is int and abs(value) < 2**53), "a value that is not used")
    return json.dumps(value, ensure_ascii=False)
def parse(raw, limit):
    need(len(raw) <= limit, "too large")
    try:
        value = json.loads(raw.decode("utf-8"))  # a name twice is gone, and shows below
        need(canonical(value).encode() == raw, "not canonical JSON")
        return value
    except (ValueError, RecursionError):
        raise Malformed("not JSON")
def members(value, required, optional=()):
    need(isinstance(value, dict) and set(required) <= set(value) <= {*required, *optional}, "members missing, or unknown")
    return value
def texts(value, most):
    need(isinstance(value, list) and len(value) <= most and all(isinstance(t, str) for t in value), "not some texts")
    return value
# ---- signed notes (C2SP) ----
def key_id(name, key, algorithm=1):
    return hashlib.sha256(name.encode() + bytes([10, algorithm]) + key).digest()[:4]
def note(text, lines, signatures):
    """The lines of a note, and the names and bytes of its signatures."""
    parts = text.split("\n")
    need(len(parts) == lines + signatures + 2 and parts[lines] == parts[-1] == "", "not a signed note")
    need(all(line.startswith(DASH) for line in parts[lines + 1 : -1]), "not a signature line")
    found = [line[2:].partition(" ") for line in parts[lines + 1 : -1]]
    return parts[:lines], [(name, unbase64(value, 68)) for name, _, value in found]
def by(key, name, message, signature):
    ours = signature[0] == name and signature[1][:4] == key_id(name, key)
    return ours and signed(key, message.encode(), signature[1][4:])
class Checkpoint:
    def __init__(self, text):
        lines, (self.signature,) = note(text, 4, 1)
        self.origin, self.size, self.root = lines[0], number(lines[1]), unbase64(lines[2], 32)
        need(ORIGIN.fullmatch(self.origin) and self.size > 0, "a checkpoint of nothing")
        need(lines[3].startswith("time ") and self.signature[0] == self.origin, "not a checkpoint")
        instant(lines[3][5:])
        self.text = "\n".join(lines) + "\n"
def key_for(checkpoint, first, changes):
    """The key for the checkpoint's size, after following all changes; and all keys."""
    key, keys, untils = first, [first], [0]
    for i, text in enumerate(changes):
        lines, (old, new) = note(text, 8, 2)
        after = unhex(lines[4])
        need(lines[0] == "change of a key" and lines[1] == checkpoint.origin, "not a change of a key")
        need(lines[6] in ("rotated", "compromised") and lines[7].startswith("time "), "not a change of a key")
        need(number(lines[2]) == i + 1 and unhex(lines[3]) == key and number(lines[5]) >= untils[-1] and after != key,
             "the keys do not follow each other")
        body = "\n".join(lines) + "\n"
        need(by(key, lines[1], body, old) and by(after, lines[1], body, new), "a change of a key that is not signed")
        instant(lines[7][5:])
        key, keys, untils = after, keys + [after], untils + [number(lines[5])]
    return next((k for k, until in zip(keys, untils[1:]) if checkpoint.size <= until), key), keys
def cosigners(checkpoint, witnesses, lines):
    """Which witnesses cosigned the checkpoint (C2SP tlog-cosignature v1)."""
    need(len(lines) == len(witnesses), "not a cosignature for each witness")
    names = []
    for text, line in zip(witnesses, lines):
        name, _, rest = text.partition("+")
        key = unbase64(rest[9:], 33)
        identity = key_id(name, key[1:], 4)
        need(ORIGIN.fullmatch(name) and key[0] == 4 and rest[:9] == identity.hex() + "+", "not a witness's key")
        need(line.startswith(DASH + name + " ") and names[-1:] < [name], "witnesses out of order")
        value = unbase64(line[len(DASH + name + " "):], 76)
        need(value[:4] == identity, "a cosignature by another key")
        message = "cosignature/v1\ntime %d\n%s" % (int.from_bytes(value[4:12], "big"), checkpoint.text)
        need(signed(key[1:], message.encode(), value[12:]), "a cosignature that does not hold", Mismatch)
        names.append(name)
    return names
# ---- the tree (RFC 9162 2.1.3.2, all checks) ----
def root_of(leaf, index, size, path):
    need(index < size, "an index outside of the tree", Mismatch)
    node, last, value = index, size - 1, leaf
    for sibling in path:
        need(last != 0, "a path that is too long", Mismatch)
        right = node & 1 or node == last
        value = hashlib.sha256(b"\1" + (sibling + value if right else value + sibling)).digest()
        while right and not node & 1:
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    need(last == 0, "a path that is too short", Mismatch)
    return value
def opened(opening, leaf, index):
    salt, (text,) = unhex(members(opening, ["entry", "salt"])["salt"]), texts([opening["entry"]], 1)
    found = hashlib.sha256(b"\0" + hashlib.sha256(salt + text.encode()).digest()).digest()
    need(found == leaf, "the entry is not the one its leaf commits to", Mismatch)
    entry = members(parse(text.encode(), 8 << 10), ["actor", "event", "index", "purpose", "record", "time"])
    record = members(entry["record"], ["id", "version"], ["digest"])
    instant(entry["time"], r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(?!000)\d{3})?Z")
    need(re.fullmatch("[A-Z_]{1,40}", str(entry["event"])) and count(record["version"]) > 0, "not an entry")
    need(count(entry["index"]) == index, "the entry says it stands elsewhere", Mismatch)
    return entry, salt
def verify(raw, trusted=(), policy=(), needed=0, record=None):
    proof = parse(raw, MAX_BYTES)
    need(isinstance(proof, dict), "not a proof")
    second = proof.get("format") == "cairn-proof/2"
    need(second or proof.get("format") == "cairn-proof/1", "not a proof of a version known here")
    lists = ["cosignatures", "keyChanges", "witnesses"] if second else []
    members(proof, ["checkpoint", "checksum", "format", "inclusion", "key", "leaf"] + lists, ["opening", "receipt"])
    rest = canonical({name: value for name, value in proof.items() if name != "checksum"})
    need(hashlib.sha256(rest.encode()).hexdigest() == proof["checksum"], "damaged")
    checkpoint = Checkpoint(*texts([proof["checkpoint"]], 1))
    inclusion = members(proof["inclusion"], ["index", "path", "size"])
    index, size = count(inclusion["index"]), count(inclusion["size"])
    path = [unhex(text) for text in texts(inclusion["path"], 64)]
    leaf, first, receipt = unhex(proof["leaf"]), unhex(proof["key"]), proof.get("receipt")
    if receipt is not None:
        members(receipt, ["block", "blockHash", "chainId", "contract", "institution", "time", "transaction"])
        count(receipt["block"]), unhex(receipt["blockHash"]), unhex(receipt["transaction"]), instant(receipt["time"])
        addresses = [re.fullmatch("0x[0-9a-f]{40}", str(receipt[name])) for name in ("contract", "institution")]
        need(all(addresses) and count(receipt["chainId"]) > 0, "no place on a chain")
    key, keys = key_for(checkpoint, first, texts(proof["keyChanges"], 60) if second else [])
    need(size == checkpoint.size, "path and checkpoint are of different sizes", Mismatch)
    need(root_of(leaf, index, size, path) == checkpoint.root, "the entry is not under the checkpoint's root", Mismatch)
    need(by(key, checkpoint.origin, checkpoint.text, checkpoint.signature),
         "the checkpoint is not signed by the key for its size", Mismatch)
    witnesses = texts(proof["witnesses"], 16) if second else []
    names = cosigners(checkpoint, witnesses, texts(proof["cosignatures"], 16) if second else [])
    need(sum(w in policy for w in witnesses) >= needed, "too few of the witnesses asked for cosigned", Mismatch)
    need(not trusted or any(k in trusted for k in keys), "signed by keys that are not trusted here", Mismatch)
    report = {"verified": True, "index": index, "treeSize": size, "root": checkpoint.root.hex(),
              "journal": checkpoint.origin, "signedBy": key_id(checkpoint.origin, key).hex(), "witnesses": names,
              "keyTrusted": bool(trusted)}
    entry, salt = opened(proof["opening"], leaf, index) if "opening" in proof else ({}, b"")
    report.update({name: entry[name] for name in entry if name != "index"})
    if record is not None:
        digest = hmac.new(salt, record, hashlib.sha256).hexdigest()
        need(entry and entry["record"].get("digest") == digest, "the record is not the one committed to", Mismatch)
    return report, checkpoint, keys, receipt
# ---- the chain ----
class Node:
    def __init__(self, url, ca, token_file):
        need(not token_file or url.startswith("https://"), "a token is only shown to https://", OSError)
        self.url, self.token = url, token_file and open(token_file).read(10000).strip()
        self.tls = ssl.create_default_context(cadata=ca and (open(ca).read() or "-"))  # an empty file is no authority
    def ask(self, method, *params):
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})
        if self.token:  # for this node, not for one that it may send us to
            request.add_unredirected_header("Authorization", "Bearer " + self.token)
        with urllib.request.urlopen(request, timeout=10, context=self.tls) as answer:
            return json.loads(answer.read(1 << 20))["result"]
    def call(self, contract, words, selector, *arguments):
        data = "0x" + selector + "".join(each.rjust(64, "0") for each in arguments)
        answer = bytes.fromhex(self.ask("eth_call", {"to": contract, "data": data}, "latest")[2:])
        need(len(answer) == 32 * words, "no such contract is at " + contract, Mismatch)
        return [answer[i : i + 32] for i in range(0, len(answer), 32)]
# How the topics of InstitutionRegistry's MemberPut, MemberRemoved, ContractListed and Succeeded begin, and a name it lists.
CHANGES = PUT, REMOVED, LISTED, SUCCEEDED = "0xd3a35880", "0x0b83470d", "0x6a131a9d", "0x0e0c32a1"
NAME = "0x" + b"CheckpointRegistry".ljust(32, b"\0").hex()
def decided(node, network):
    """Every change of the network's members and contracts, oldest first; its epoch counts those after the founding."""
    (epoch,), head, found = node.call(network, 1, "900cf0cf"), int(node.ask("eth_blockNumber"), 16), []
    for start in range(0, head + 1, 5000):  # Besu gives no more at once
        said = node.ask("eth_getLogs", {"address": network, "fromBlock": hex(start), "toBlock": hex(min(head, start + 4999))})
        found += [event for event in said if event["topics"][0][:10] in CHANGES]
        later = sum(event["transactionHash"] != found[0]["transactionHash"] for event in found)
        if found and later >= int.from_bytes(epoch, "big"): return found
    raise OSError("the node leaves out what was decided in " + network)
def require_member(events, registry, sender, height, keys):
    """At that height the registry was the network's, and the sender of a member that might anchor and ever had one of the keys."""
    listed, accounts = None, {}
    for event in (event for event in events if int(event["blockNumber"], 16) <= height):
        topic, subject, *value = event["topics"]
        if topic.startswith(PUT):
            accounts[subject] = int(event["data"][2:66], 16) & 1 and value[0][26:]  # who may anchor
        elif topic.startswith(REMOVED):
            del accounts[subject]
        elif topic.startswith(SUCCEEDED):
            listed, accounts = None, {}
        elif subject == NAME:
            listed = "0x" + value[0][26:]
    need(listed == registry, "that contract was not the network's in block %d" % height, Mismatch)
    who = [member for member, account in accounts.items() if account == sender[2:]]
    need(who, "no member that might anchor had that account in block %d" % height, Mismatch)
    ever = {event["data"][66:] for event in events if event["topics"][0].startswith(PUT) and event["topics"][1] in who}
    need(any(hashlib.sha256(k.hex().encode()).hexdigest() in ever for k in keys), "that member never had such a key", Mismatch)
def on_chain(node, checkpoint, keys, receipt, contract, members_at, institution):
    """Asks CheckpointRegistry.checkpointAt(institution, journal, size), and for the block that it names."""
    need(contract or members_at, "which contract, is only the proof's own claim: name one with --contract", Mismatch)
    need(receipt or contract and institution, "the proof names no place on a chain, nor do the options", Mismatch)
    registry, sender = contract or receipt["contract"], institution or receipt["institution"]
    journal = hashlib.sha256(checkpoint.origin.encode()).hexdigest()
    root, *place = node.call(registry, 3, "567d2c31", sender[2:], journal, "%x" % checkpoint.size)
    need(root == checkpoint.root, "the chain holds another root, or none", Mismatch)
    height, time = (int.from_bytes(word, "big") for word in place)
    block = node.ask("eth_getBlockByNumber", hex(height), False)
    need(block and int(block["timestamp"], 16) == time, "the block is of another time", Mismatch)
    if members_at is not None:
        require_member(decided(node, members_at), registry, sender, height, keys)
    if receipt:
        need(int(node.ask("eth_chainId"), 16) == receipt["chainId"], "that node is on another chain", Mismatch)
        said = [receipt["contract"], receipt["institution"], receipt["block"], instant(receipt["time"])]
        need(said == [registry, sender, height, time], "anchored elsewhere than the receipt says", Mismatch)
        need(block["hash"] == "0x" + receipt["blockHash"], "that block has another hash", Mismatch)
        mined = node.ask("eth_getTransactionReceipt", "0x" + receipt["transaction"]) or {}
        found = [str(mined.get(name)).lower() for name in ("status", "blockHash", "to", "from")]
        need(found == ["0x1", block["hash"], registry, sender], "the transaction is not the receipt's", Mismatch)
    return {"contract": registry, "block": height, "time": time}
def in_words(e):
    said = str(e) if isinstance(e, OSError) else type(e).__name__  # others may repeat the token
    hint = "; --token-file has what it asks for" if getattr(e, "code", 0) in (401, 403) else ""
    return "cannot be read or asked: " + said + ("; --ca has its authority" if "CERTIFICATE_VERIFY" in said else hint)
def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("file")
    parser.add_argument("--needed", type=int, default=0)
    for name in ("--key", "--witness"):
        parser.add_argument(name, action="append", default=[])
    for name in ("--record", "--rpc", "--ca", "--token-file", "--contract", "--members", "--institution"):
        parser.add_argument(name, type=str.lower if name in ("--contract", "--members", "--institution") else str)
    args, report, exit_code = parser.parse_args(), {}, 0
    if args.rpc is None and {args.members, args.contract, args.institution, args.ca, args.token_file} != {None}:
        parser.error("--members, --contract, --institution, --ca and --token-file go with --rpc")
    try:
        raw = open(args.file, "rb").read(MAX_BYTES + 1)
        record = open(args.record, "rb").read() if args.record else None
        report, *proven = verify(raw, [unhex(k) for k in args.key], args.witness, args.needed, record)
        if args.rpc is not None:
            node = Node(args.rpc, args.ca, args.token_file)
            report["chain"] = on_chain(node, *proven, args.contract, args.members, args.institution)
    except (Malformed, Mismatch) as e:
        report, exit_code = {"verified": False, "reason": str(e)}, 2 if isinstance(e, Malformed) else 1
    except (OSError, ValueError, KeyError, TypeError) as e:
        report, exit_code = {**report, "verified": False, "reason": in_words(e)}, 6
    print(json.dumps(report))
    sys.exit(exit_code)
if __name__ == "__main__": main()
