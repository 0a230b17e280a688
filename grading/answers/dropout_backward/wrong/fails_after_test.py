# check: test-dropout_backward-test
# hint: NoneType
# about: works after training only


def dropout_backward(dout, cache):
    return dout * cache
