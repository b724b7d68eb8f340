"""One reader from several: what each question's best weights say of unlabelled articles is learned by one network.

    python -m training.reader.distil --base DIR --start W --said W --told W,W --polnear DIR --muc4 DIR \\
        --texts FILE --out DIR

Weights (W) are state dictionaries of `training/reader/network.py`. A network that learns claims from the annotations
forgets a part of attribution, and a mean of weights takes a part of the claims back. Here it begins with `--start` and
learns, of articles that nobody annotated and of PolNeAR's training texts, what the weights of `--said` say of tags,
cues and roles, and what those of `--told` say, on average, of claims; between come batches of our annotations and of
MUC-4. Annotated articles of dev and test are left out. `--out` gets `distilled.pt`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks.reader import Reader, document_of
from rashomon.extract.roles.judged import PARTS
from rashomon.extract.roles.model import look_of
from rashomon.extract.trained.features import Features, features_of, positions
from rashomon.extract.trained.windows import LIMIT, Window, cut_windows, paragraphs_of, words_of
from rashomon.judged import COLUMNS, MARKED, Word
from training.annotate import read_texts
from training.encoder.bench import Journal, kept, marks, tokenizer_of
from training.encoder.network import freeze, padded_inputs
from training.encoder.windowed import Windowed
from training.facts import learn as claims
from training.facts.corpus import ANNOTATIONS
from training.facts.learn import parts_of
from training.reader.__main__ import BATCH, WIDE_BATCH, Attributions, Claims, Roles, packs
from training.reader.network import POINTER, Network
from training.roles import learn as roles
from training.roles.corpus import ROLES

LONGEST = 6000  # code points of an unlabelled article that are read
ASKED = 0.7  # a word that is in no mention with less than this chance is asked who says so and how
SPEAKING = 0.5  # likewise for a word that is in an attribution: what its cue is
WEIGHTS = {"doer": 6.0, "victim": 6.0, "count": 6.0, "voice": 0.3, "stance": 0.2, "mode": 0.2}
TAGS, CUES, TYPES = 2.0, 0.6, 0.5  # weights of the other losses beside that of roles
WARMUP = 0.08
W = TypeVar("W", bound=Windowed)


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """One window of a text that nobody annotated."""

    window: Window
    features: Features


@dataclass(frozen=True, slots=True)
class Plain:
    """One article: its words with their features."""

    words: list[Word]
    features: Features


@dataclass(frozen=True, slots=True)
class Targets:
    """What the teachers say of a batch: chances for each position and answer (of cues: for each two positions)."""

    tags: Tensor
    cues: Tensor
    roles: Tensor
    types: Tensor
    claims: dict[str, Tensor]


def read_plain(texts: Path, tokenizer: Tokenizer) -> Iterator[Plain]:
    """The articles that are not annotated, cut at LONGEST."""
    annotated = json.loads((ANNOTATIONS / "splits.json").read_text(encoding="utf8"))
    reader = Reader()
    for name, row in sorted(read_texts(texts).items()):
        if name in annotated:
            continue
        reading = reader.read(document_of(name, row["text"][:LONGEST]), until="parse")
        text, paragraphs, quotations = look_of(reading)
        words = words_of(text, paragraphs_of(text, paragraphs), tokenizer)
        yield Plain(words, features_of(text, words, reading.parse, quotations))


def scores_of_cues(outputs: Sequence[Tensor], mask: Tensor) -> Tensor:
    """How well each position and each other belong together as a word and its cue: (batch, positions, positions)."""
    scores: Tensor = (outputs[1] @ outputs[2].transpose(1, 2)).float() / POINTER**0.5
    return scores.masked_fill(mask[:, None, :] == 0, -1e4)


def parts(outputs: Sequence[Tensor]) -> Tensor:
    """The scores of roles: (batch, positions, roles, parts)."""
    return outputs[3].float().unflatten(-1, (len(ROLES), PARTS))


def targets_of(said: Network, told: Sequence[Network], inputs: tuple[Tensor, Tensor, Tensor]) -> Targets:
    """What the teachers say of a batch."""
    with torch.no_grad():
        own = said(*inputs)
        others = [parts_of(one(*inputs)[5].float()) for one in told]
    means = {name: torch.stack([one[name].softmax(-1) for one in others]).mean(0) for name in COLUMNS}
    return Targets(
        own[0].float().softmax(-1),
        scores_of_cues(own, inputs[1]).softmax(-1),
        parts(own).softmax(-1),
        own[4][:, 0].float().sigmoid(),
        means,
    )


def divergence(scores: Tensor, wanted: Tensor, where: Tensor) -> Tensor:
    """The mean divergence of what scores say from what is wanted, over the positions asked; 0 where there are none."""
    if not bool(where.any()):
        return torch.zeros(())
    chances = wanted[where]
    apart = chances * (chances.clamp_min(1e-6).log() - scores.float().log_softmax(-1)[where])
    return apart.sum(-1).mean()


def loss_of(network: Network, said: Network, told: Sequence[Network], items: Sequence[Windowed]) -> Tensor:
    """How far the network is from its teachers on a batch."""
    inputs = padded_inputs(items)
    wanted = targets_of(said, told, inputs)
    words = torch.zeros(inputs[0].shape, dtype=torch.bool)
    for row, item in enumerate(items):
        words[row, list(item.window.firsts)] = True
    own = network(*inputs)
    loss = TAGS * divergence(own[0], wanted.tags, words)
    loss = loss + CUES * divergence(
        scores_of_cues(own, inputs[1]), wanted.cues, words & (wanted.tags[..., 0] < SPEAKING)
    )
    loss = loss + len(ROLES) * divergence(parts(own), wanted.roles, words)
    loss = loss + TYPES * binary_cross_entropy_with_logits(own[4][:, 0].float(), wanted.types)
    outside = torch.stack([wanted.claims[name][..., 0] for name in MARKED], -1).amin(-1)
    for name, scores in parts_of(own[5]).items():
        where = words if name in MARKED else words & (outside < ASKED)
        loss = loss + WEIGHTS[name] * divergence(scores, wanted.claims[name], where)
    return loss


def endless(lessons: Sequence[W], size: int, hold: int = 60) -> Iterator[list[W]]:
    """Batches without end, in a loose order, so that those of one length do not follow each other."""
    waiting: list[list[W]] = []
    for batch in itertools.chain.from_iterable(
        packs(random.sample(lessons, len(lessons)), size, 1) for _ in itertools.count()
    ):
        waiting.append(batch)
        if len(waiting) >= hold:
            yield waiting.pop(random.randrange(len(waiting)))


def teach(network: Network, cycles: int, loss: Any, rates: Sequence[dict[str, Any]]) -> None:
    """AdamW with a linear rise and fall of the rates, in sixteen bits; `loss(step)` is the loss of a step."""
    optimizer = torch.optim.AdamW(list(rates), weight_decay=0.01)
    warm = max(1, int(WARMUP * cycles))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (cycles - s) / max(1, cycles - warm)))
    )
    learned = [one for group in rates for one in group["params"]]
    network.train()
    for step in range(cycles):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            now = loss(step)
        now.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    network.eval()


def loaded(base: Path, layers: int, weights: Path) -> Network:
    network = Network(base, layers)
    network.load_state_dict(torch.load(weights), strict=False)
    network.eval()
    return network


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.reader.distil", description=__doc__.split("\n")[0])
    for name in ("base", "start", "said", "polnear", "muc4", "texts", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--told", required=True, help="weights of the teachers of claims, with commas between")
    parser.add_argument("--cycles", type=int, default=570, help="of four batches each, 10 seconds on two cores")
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--rate", type=float, default=6e-5, help="of the encoder")
    parser.add_argument("--head-rate", type=float, default=4e-4, help="of the head for claims; others a fifth of it")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    say = Journal(given.out, given.threads).say
    torch.manual_seed(7)
    random.seed(7)
    tokenizer = tokenizer_of(given.base)
    ids = marks(tokenizer)
    who_said = Attributions(given.polnear, given.out, tokenizer, ids)
    who_did = Roles(given.muc4, given.out, tokenizer, ids)
    ours = Claims(given.texts, given.out, tokenizer, ids)
    plain = kept(given.out / "plain.pickle", partial(read_plain, given.texts, tokenizer))
    pool: list[Windowed] = [
        Unlabelled(window, positions(window, one.features))
        for one in plain
        for window in cut_windows(one.words, *ids, LIMIT)
    ]
    pool += who_said.lessons
    said, told = (
        loaded(given.base, given.layers, given.said),
        [loaded(given.base, given.layers, Path(one)) for one in given.told.split(",")],
    )
    network = loaded(given.base, given.layers, given.start)
    freeze(network, 1)
    unlabelled, labelled, acts = (
        endless(pool, BATCH),
        endless(ours.lessons, BATCH),
        endless(who_did.lessons, WIDE_BATCH),
    )

    def step(number: int) -> Tensor:
        place, cycle = number % 4, number // 4
        if place == 2:
            return claims.loss_of(network, [claims.hidden(one) for one in next(labelled)])[0]
        if place == 3 and cycle % 4 == 0:
            return roles.loss_of(network, next(acts))[0]
        return loss_of(network, said, told, next(unlabelled))

    head = list(network.facts.parameters())
    others = [w for name, w in network.named_parameters() if not name.startswith(("encoder.", "facts."))]
    encoder = [w for w in network.encoder.parameters() if w.requires_grad]
    rates = ((encoder, given.rate), (others, given.head_rate / 5), (head, given.head_rate))
    teach(network, 4 * given.cycles, step, [{"params": own, "lr": rate} for own, rate in rates])
    torch.save(network.state_dict(), given.out / "distilled.pt")
    say(json.dumps({**who_said.figures(network), **who_did.figures(network), **ours.figures(network)}))


if __name__ == "__main__":
    main()
