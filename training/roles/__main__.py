"""python -m training.roles --base DIR --data DIR --out DIR: train, measure, keep checkpoints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from benchmarks.muc4.corpus import find_corpus, read_corpus
from benchmarks.muc4.reading import read_message
from benchmarks.reader import Reader
from training.encoder.bench import Journal, arguments, kept, marks, tokenizer_of
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


def main() -> None:
    parser = arguments("roles", __doc__, data="the MUC-4 folder", epochs=4.0, frozen=2)
    parser.add_argument("--start", type=Path, help="begin with the encoder of this checkpoint (training.attribution)")
    parser.add_argument("--batch", type=int, default=8)
    given = parser.parse_args()
    say = Journal(given.out, given.threads).say
    tokenizer = tokenizer_of(given.base)
    begin, separator = marks(tokenizer)
    train, dev = (
        kept(given.out.parent / f"muc4-{n}.pickle", partial(read_texts, given.data, n, tokenizer))
        for n in ("train", "dev")
    )
    flat: list[Example] = []
    idle: list[Example] = []
    for text in train:
        (flat if any(words is not None for words in text.types) else idle).extend(
            examples(text, begin, separator, LIMIT)
        )
    flat += idle[::KEEP]
    dev_parts = [list(examples(text, begin, separator, LIMIT)) for text in dev]
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
