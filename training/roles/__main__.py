"""python -m training.roles --base DIR --data DIR --out DIR: train, measure, keep checkpoints."""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer

from benchmarks.muc4.corpus import find_corpus, read_corpus
from benchmarks.muc4.reading import read_message
from benchmarks.reader import Reader
from training.encoder.export import export
from training.encoder.fitting import Plan, fit
from training.roles.corpus import ROLES, TYPES, Example, Text, examples, text_of
from training.roles.measure import judge, measure
from training.roles.network import OUTPUTS, Network, loss_of

LIMIT = 256  # word pieces in a window: what a text is about tells who did it
KEEP = 2  # of the windows of texts without templates, one in so many is learned from


def read_texts(folder: Path, split: str, tokenizer: Tokenizer) -> Iterator[Text]:
    """The texts of a split with what their key says."""
    corpus = read_corpus(*find_corpus(folder, split))
    reader = Reader()
    for message in corpus.messages:
        templates = [t for t in corpus.keys if t.message == message.name and not t.irrelevant]
        yield text_of(message.name, read_message(reader, message), templates, tokenizer)


def kept(folder: Path, split: str, tokenizer: Tokenizer, path: Path) -> list[Text]:
    """The texts with their features; reading takes minutes, so they are kept beside the checkpoints."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(list(read_texts(folder, split, tokenizer))))
    texts: list[Text] = pickle.loads(path.read_bytes())
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.roles", description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="the pretrained encoder, as for training.attribution")
    parser.add_argument("--data", type=Path, required=True, help="the MUC-4 folder")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and figures go")
    parser.add_argument("--start", type=Path, help="begin with the encoder of this checkpoint (training.attribution)")
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--layers", type=int, help="keep so many layers of the encoder, evenly spaced")
    parser.add_argument("--frozen", type=int, default=2, help="lowest layers left as they are")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ship", type=Path, help="write the model of the last epoch here, with weights of eight bits")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    vocabulary = tokenizer.get_vocab()
    begin, separator = vocabulary["[CLS]"], vocabulary["[SEP]"]
    began = time.time()
    train, dev = (kept(given.data, n, tokenizer, given.out.parent / f"muc4-{n}.pickle") for n in ("train", "dev"))
    flat: list[Example] = []
    idle: list[Example] = []
    for text in train:
        (flat if any(words is not None for words in text.types) else idle).extend(
            examples(text, begin, separator, LIMIT)
        )
    flat += idle[::KEEP]
    dev_parts = [list(examples(text, begin, separator, LIMIT)) for text in dev]
    given.out.mkdir(parents=True, exist_ok=True)

    def say(line: str) -> None:
        with (given.out / "log.txt").open("a", encoding="utf8") as file:
            file.write(f"{time.time() - began:7.0f} s  {line}\n")

    say(f"{len(flat)} windows, {sum(len(e.window.ids) for e in flat)} positions")
    network = Network(given.base, given.layers)
    if given.start:
        state = torch.load(given.start)
        own = network.state_dict()
        network.load_state_dict(own | {name: w for name, w in state.items() if name in own})

    def after(epoch: float) -> None:
        judgements = [judge(network, text, part) for text, part in zip(dev, dev_parts, strict=True)]
        for limit in (0.3, 0.5):
            say(f"epoch {epoch:.2f} above {limit}: {json.dumps(measure(judgements, dev, limit))}")
        torch.save(network.state_dict(), given.out / f"epoch-{epoch:.2f}.pt")

    plan = Plan(encoder_rate=given.rate, epochs=given.epochs, frozen=given.frozen, batch=given.batch)
    network.attend("sdpa")
    fit(network, flat, plan, given.out, lambda items: loss_of(network, items), say, after, lambda e: len(e.window.ids))
    if given.ship:
        network.eval()
        judgements = [judge(network, text, part) for text, part in zip(dev, dev_parts, strict=True)]
        figures = {role: f1 for role, (_, _, f1) in measure(judgements, dev, 0.3).items()}
        about = {
            "trained_on": "MUC-4, the 1,300 texts of its development corpus; encoder: "
            "sentence-transformers/all-MiniLM-L6-v2, begun with the weights of the model for attribution (PolNeAR)",
            "licence": "encoder: Apache-2.0; the corpora name none, and none of their text is in here",
            "made_by": "python -m training.roles, for one epoch, and again with --start for three",
            "seed": plan.seed,
            "epochs": plan.epochs,
            "figures": {"MUC-4 tst1 and tst2, F1 of places of fillers, to the word, before eight bits": figures},
            "roles": tuple(ROLES),
            "types": TYPES,
            "limit": LIMIT,
            "ids": {"begin": begin, "separator": separator},
        }
        export(network, OUTPUTS, given.base / "tokenizer.json", about, given.ship)


if __name__ == "__main__":
    main()
