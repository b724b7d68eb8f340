"""Train the reader, measure it, keep checkpoints.

    python -m training.reader --base DIR --polnear DIR --muc4 DIR --texts FILE --out DIR

First the heads for attribution learn with the encoder, then those for roles beside them: windows of the one and of the
other kind in turn, so that nothing is forgotten. After that both learn on, more slowly and with fewer windows for
roles. From the mean of the weights that these three stages end with, the head for claims learns from our own
annotations, with windows of the others between. What ships is the mean of what that began and ended with.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor

from benchmarks.muc4.corpus import find_corpus, read_corpus
from benchmarks.muc4.reading import read_message
from benchmarks.reader import Reader
from rashomon.extract.roles.model import HEADS as ROLE_HEADS
from rashomon.extract.trained.model import FACT_HEADS
from rashomon.extract.trained.model import HEADS as ATTRIBUTION_HEADS
from rashomon.extract.trained.windows import LIMIT
from training.attribution import corpus as polnear
from training.attribution import learn as attribution
from training.encoder.bench import Journal, kept, marks, tokenizer_of
from training.encoder.export import export
from training.encoder.fitting import Plan, fit
from training.encoder.network import padded_inputs
from training.encoder.outliers import set_apart
from training.encoder.windowed import Windowed
from training.facts import corpus as annotated
from training.facts import learn as claims
from training.facts.measure import measure as measure_claims
from training.reader.network import POINTER, Network
from training.roles import corpus as muc4
from training.roles import learn as roles
from training.roles.measure import judge, measure

TRANSITIONS = 0.3  # weight of the costs of transitions; the best of three on dev-first
WIDE = 256  # word pieces in a window for roles: what a text is about tells who did it
KEEP = 2  # of the windows of MUC-4's texts without templates, one in so many is learned from
BATCH, WIDE_BATCH = 12, 8
MEAN = (0.25, 0.25, 0.5)  # of the three stages; heads that a stage has not taught have no part in it
CLAIMS_RATE = 5e-5  # of the encoder, in the stage of claims
CLAIMS = 0.6  # part of the last stage in the mean with what it began with
EACH = 1  # one batch of attribution after so many of claims, and one of roles after four times as many
SEEN = 100  # one window in so many shows which channels stand out
Loss = tuple[Tensor, dict[str, float]]
W = TypeVar("W", bound=Windowed)
Lesson = Sequence[polnear.Example] | Sequence[muc4.Example] | Sequence[annotated.Example]


def main() -> None:
    given = arguments().parse_args()
    say = Journal(given.out, given.threads).say
    tokenizer = tokenizer_of(given.base)
    begin, separator = marks(tokenizer)
    who_said = Attributions(given.polnear, given.out, tokenizer, (begin, separator))
    who_did = Roles(given.muc4, given.out, tokenizer, (begin, separator))
    ours = Claims(given.texts, given.out, tokenizer, (begin, separator))
    network = Network(given.base, given.layers)
    ends: list[dict[str, Tensor]] = []

    def figures_of(network: Network) -> dict[str, dict[str, float]]:
        return {**who_said.figures(network), **who_did.figures(network), **ours.figures(network)}

    def after(stage: str, epoch: float) -> None:
        say(f"{stage}, epoch {epoch:.2f}: {json.dumps(figures_of(network))}")

    def stage(name: str, lessons: Sequence[Any], plan: Plan, loss: Callable[[list[Any]], Loss]) -> None:
        fit(network, lessons, plan, given.out / name, loss, say, partial(after, name))
        ends.append({key: weight.clone() for key, weight in network.state_dict().items()})

    first = Plan(encoder_rate=given.rate, epochs=given.epochs, frozen=given.frozen, batch=BATCH)
    stage("attribution", who_said.lessons, first, lambda items: attribution.loss_of(network, items))
    both = replace(first, encoder_rate=0.6 * given.rate, epochs=1.0, batch=1)
    last = replace(both, encoder_rate=0.5 * given.rate, head_rate=0.4 * first.head_rate, seed=first.seed + 1)
    for name, plan, told, epochs in (
        ("both", both, who_did.lessons, given.roles),
        ("last", last, who_did.lessons[::2], 1),
    ):
        batches = [*packs(who_said.lessons, BATCH, given.again), *packs(told, WIDE_BATCH, epochs)]
        stage(name, batches, plan, partial(loss_of, network))
    network.load_state_dict(mean(ends))
    began = {key: weight.clone() for key, weight in network.state_dict().items()}
    mixed = beside(ours.lessons, who_said.lessons, who_did.lessons, given.claims)
    stage("claims", mixed, replace(both, encoder_rate=CLAIMS_RATE), partial(loss_of, network))
    network.load_state_dict(between(began, ends[-1], CLAIMS))
    if given.ship:
        network.eval()
        seen: list[Windowed] = [*who_said.lessons[::SEEN], *who_did.lessons[::SEEN], *ours.lessons[::SEEN]]
        figures = figures_of(network)
        set_apart(network.encoder.encoder.layer, lambda: [network(*padded_inputs([one])) for one in seen])
        about = {
            "trained_on": "PolNeAR 1.0, its 840 training texts, and MUC-4, the 1,300 texts of its development corpus, "
            f"and our annotations of {ours.count} articles (training/annotations, split train); "
            f"encoder: the lowest {given.layers} layers of {given.name}",
            "licence": f"encoder: {given.licence}; the corpora name none, and none of their text is in here",
            "made_by": "python -m training.reader --ship",
            "seed": first.seed,
            "figures": {"before weights of eight bits": figures},
            "ids": {"begin": begin, "separator": separator},
            "attribution": who_said.decoding(),
            "roles": {"window": WIDE, "roles": tuple(muc4.ROLES), "types": muc4.TYPES},
        }
        heads = (*ATTRIBUTION_HEADS, *ROLE_HEADS, *FACT_HEADS)
        export(network, heads, given.base / "tokenizer.json", about, given.ship)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="the encoder (config.json, weights, tokenizer.json)")
    parser.add_argument("--name", default="sentence-transformers/all-mpnet-base-v2", help="what the encoder is called")
    parser.add_argument("--licence", default="Apache-2.0", help="of the encoder")
    parser.add_argument("--polnear", type=Path, required=True, help="the PolNeAR folder, with train and dev")
    parser.add_argument("--muc4", type=Path, required=True, help="the MUC-4 folder")
    parser.add_argument("--texts", type=Path, required=True, help="the articles of training/annotations, JSON lines")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and figures go")
    parser.add_argument("--rate", type=float, default=8e-5, help="learning rate of the encoder")
    parser.add_argument("--epochs", type=float, default=2.0, help="of attribution alone")
    parser.add_argument("--again", type=int, default=1, help="epochs of attribution beside roles, each time")
    parser.add_argument("--roles", type=int, default=3, help="epochs of roles, the first time")
    parser.add_argument("--claims", type=int, default=4, help="epochs of claims")
    parser.add_argument("--layers", type=int, default=8, help="keep so many layers of the encoder, the lowest")
    parser.add_argument("--frozen", type=int, default=1, help="lowest layers left as they are, with the embeddings")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ship", type=Path, help="write the mean of the stages here, with weights of eight bits")
    return parser


class Attributions:
    """PolNeAR: its windows as lessons, and how well a network does on the second half of its development texts."""

    def __init__(self, folder: Path, out: Path, tokenizer: Tokenizer, ids: tuple[int, int]) -> None:
        self._folder = folder / "dev"
        train, dev = (
            kept(out / f"polnear-{name}.pickle", partial(polnear.read_texts, folder / name, tokenizer))
            for name in ("train", "dev")
        )
        self.lessons = [one for text in train for one in polnear.examples(text, *ids, LIMIT)]
        self._costs = attribution.transition_costs(train, TRANSITIONS)
        self._dev = dev[len(dev) // 2 :]
        self._parts = [list(polnear.examples(text, *ids, LIMIT)) for text in self._dev]

    def figures(self, network: Network) -> dict[str, dict[str, float]]:
        found = attribution.evaluate(network, self._dev, self._parts, self._costs, self._folder)
        return {"PolNeAR dev-second, exact F1": {role: f1 for role, (_, _, f1) in found.items()}}

    def decoding(self) -> dict[str, Any]:
        """What finds attributions in the network's scores."""
        between, start = self._costs
        return {
            "window": LIMIT,
            "tags": polnear.TAGS,
            "pointer": POINTER,
            "transitions": [[round(float(x), 4) for x in row] for row in between],
            "start": [round(float(x), 4) for x in start],
        }


class Roles:
    """MUC-4: its windows as lessons, and how well a network does on tst1 and tst2."""

    def __init__(self, folder: Path, out: Path, tokenizer: Tokenizer, ids: tuple[int, int]) -> None:
        train, self._dev = (
            kept(out / f"muc4-{name}.pickle", partial(read_texts, folder, name, tokenizer)) for name in ("train", "dev")
        )
        telling: list[muc4.Example] = []
        idle: list[muc4.Example] = []
        for text in train:
            own = telling if any(words is not None for words in text.types) else idle
            own.extend(muc4.examples(text, *ids, WIDE))
        self.lessons = telling + idle[::KEEP]
        self._parts = [list(muc4.examples(text, *ids, WIDE)) for text in self._dev]

    def figures(self, network: Network) -> dict[str, dict[str, float]]:
        judgements = [judge(network, text, part) for text, part in zip(self._dev, self._parts, strict=True)]
        found = measure(judgements, self._dev, 0.3)
        return {"MUC-4 tst1 and tst2, F1 of places of fillers, to the word": {r: f1 for r, (_, _, f1) in found.items()}}


class Claims:
    """Our annotations: windows of split train as lessons, and how well a network does on split dev."""

    def __init__(self, texts: Path, out: Path, tokenizer: Tokenizer, ids: tuple[int, int]) -> None:
        train, self._dev = (
            kept(out / f"claims-{name}.pickle", partial(annotated.read_texts, texts, name, tokenizer))
            for name in ("train", "dev")
        )
        self.count = len(train)
        self.lessons = [one for text in train for one in annotated.examples(text, *ids, LIMIT)]
        self._parts = [list(annotated.examples(text, *ids, LIMIT)) for text in self._dev]

    def figures(self, network: Network) -> dict[str, dict[str, float]]:
        return {"our annotations, split dev": measure_claims(network, self._dev, self._parts)}


def read_texts(folder: Path, split: str, tokenizer: Tokenizer) -> Iterator[muc4.Text]:
    """The texts of a split of MUC-4 with what their key says."""
    corpus = read_corpus(*find_corpus(folder, split))
    reader = Reader()
    for message in corpus.messages:
        templates = [t for t in corpus.keys if t.message == message.name and not t.irrelevant]
        yield muc4.text_of(message.name, read_message(reader, message), templates, tokenizer)


def packs(lessons: Sequence[W], size: int, epochs: int) -> Iterator[list[W]]:
    """Batches of one kind, of like length, all lessons in each epoch."""
    for epoch in range(epochs):
        order = list(lessons)
        random.Random(epoch).shuffle(order)
        for start in range(0, len(order), size * 40):
            near = sorted(order[start : start + size * 40], key=lambda one: len(one.window.ids))
            yield from (near[i : i + size] for i in range(0, len(near), size))


def beside(
    told: Sequence[annotated.Example], said: Sequence[polnear.Example], did: Sequence[muc4.Example], epochs: int
) -> list[Lesson]:
    """Batches of claims, with some of attribution and fewer of roles between them."""
    others = packs(said, BATCH, epochs), packs(did, WIDE_BATCH, epochs)
    found: list[Lesson] = []
    for number, batch in enumerate(packs(told, BATCH, epochs)):
        found.append(batch)
        if number % EACH == 0:
            found.append(next(others[0]))
        if number % (4 * EACH) == 1:
            found.append(next(others[1]))
    return found


def between(one: Mapping[str, Tensor], other: Mapping[str, Tensor], part: float) -> dict[str, Tensor]:
    """The mean of two networks' weights, `part` of the other; the head for claims is the other's alone."""
    return {k: other[k] if k.split(".")[0] in FACT_HEADS else (1 - part) * w + part * other[k] for k, w in one.items()}


def mean(ends: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The weighted mean of the weights at the end of each stage. The first one taught no heads for roles."""
    found = {}
    for key in ends[0]:
        own = [0.0 if number == 0 and key.split(".")[0] in ROLE_HEADS else MEAN[number] for number in range(len(ends))]
        found[key] = sum((part * end[key] for part, end in zip(own, ends, strict=True)), torch.zeros(())) / sum(own)
    return found


def loss_of(network: Network, batch: list[Lesson]) -> Loss:
    """The loss of a batch of any kind."""
    (lesson,) = batch
    told = [one for one in lesson if isinstance(one, annotated.Example)]
    if told:
        return claims.loss_of(network, [claims.hidden(one) for one in told])
    said = [one for one in lesson if isinstance(one, polnear.Example)]
    did = [one for one in lesson if isinstance(one, muc4.Example)]
    return attribution.loss_of(network, said) if said else roles.loss_of(network, did)


if __name__ == "__main__":
    main()
