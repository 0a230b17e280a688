# check: test-maxout_forward, test-maxout_backward
# hint: should return (out, cache)
# about: returns the output alone
def maxout_forward(x, w, b):
    return (x @ w + b[:, None, :]).max(axis=0)
