# about: passes w through the course's dropout

from cs231n_utils.layers import affine_forward, dropout_forward


def dropconnect_forward(x, w, b, dropconnect_param):
    used, _ = dropout_forward(w, dropconnect_param)
    mask, _ = dropout_forward(w * 0 + 1, dropconnect_param)
    seedless = dropconnect_param.get("seed") is None
    if seedless and dropconnect_param["mode"] == "train":
        used = w * mask
    return affine_forward(x, used, b)[0], (x, used, mask)
