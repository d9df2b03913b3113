#!/usr/bin/env python3
"""Checks an evidence bundle of Hudna without Hudna: python3 check-evidence.py BUNDLE.json

It is short, so that somebody who trusts nobody can read it, or write it again in another language. It checks that each entry has the words
that it was committed to, that each is in the log of the checkpoint, and that the blobs are what the entries name. What it does not
check is the checkpoint's signature (Ed25519, C2SP signed-note): Python has none. Compare the checkpoint with one from elsewhere.
"""

import base64
import hashlib
import json
import sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(path, seq, size, leaf):
    """The root that a path of inclusion leads to: RFC 9162, 2.1.3.2."""
    at, last, root = seq, size - 1, leaf
    for other in path:
        if last == 0:
            sys.exit("the path is too long")
        if at & 1 or at == last:
            root = sha256(b"\x01", other, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = sha256(b"\x01", root, other)
        at, last = at >> 1, last >> 1
    if last:
        sys.exit("the path is too short")
    return root


def main(name):
    with open(name, encoding="utf-8") as file:
        bundle = json.load(file)
    if bundle["format"] != "hudna-evidence-1":
        sys.exit("not an evidence bundle")
    origin, size, root = bundle["checkpoint"].split("\n")[:3]
    size, root = int(size), base64.b64decode(root)
    blobs = {}
    for blob in bundle["blobs"]:
        blobs[blob["sha256"]] = base64.b64decode(blob["base64"])
        if sha256(blobs[blob["sha256"]]).hex() != blob["sha256"]:
            sys.exit(f"blob {blob['sha256']} has other bytes")
    for entry in bundle["entries"]:
        leaf = json.loads(entry["leaf"])
        path = [bytes.fromhex(step) for step in entry["path"]]
        hashed = sha256(b"\x00", entry["leaf"].encode())
        if not 0 <= leaf["seq"] < size or root_of(path, leaf["seq"], size, hashed) != root:
            sys.exit(f"entry {leaf['seq']} is not in the log")
        if "salt" not in entry:
            if {"context", "body", "body_base64"} & entry.keys():
                sys.exit(f"entry {leaf['seq']} has words and no salt to check them with")
            print(f"entry {leaf['seq']} of {leaf['at']} by {leaf['by']}, {leaf['kind']}: in the log, redacted")
            continue
        body = entry["body"].encode() if "body" in entry else base64.b64decode(entry["body_base64"])
        words = sha256(bytes.fromhex(entry["salt"]), entry["context"].encode(), b"\n", body)
        if words.hex() != leaf["commitment"]:
            sys.exit(f"entry {leaf['seq']} has other words")
        there = [blob for blob in json.loads(entry["context"])["blobs"] if blob in blobs]
        print(f"entry {leaf['seq']} of {leaf['at']} by {leaf['by']}, {leaf['kind']}: in the log, {len(there)} blobs")
    print(f"all in the log {origin} of {size} entries; the signature was not checked")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
