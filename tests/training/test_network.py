"""The network that is trained and the one that is shipped are one."""

import numpy as np
import torch

from audit.encoders.bag import BagEncoder
from audit.quality.features import batch_of
from audit.quality.network import forward
from audit.quality.words import WordModel
from audit.training.quality import Network
from tests.quality.test_quality import SENTENCES, sides


def test_the_trained_network_and_the_shipped_one_compute_the_same():
    judge, encoder = WordModel(), BagEncoder()
    torch.manual_seed(3)
    network = Network().eval()
    weights = {key: value.numpy() for key, value in network.state_dict().items()}
    batch = batch_of([sides(judge, encoder, ko, en) for ko, en in SENTENCES])
    with torch.no_grad():
        trained = network(batch)
    shipped = forward(weights, batch)
    for one, other in zip(trained, shipped, strict=True):
        np.testing.assert_allclose(one.numpy(), other, atol=1e-4)
