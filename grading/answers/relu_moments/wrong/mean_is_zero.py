# check: test-relu_moments
# hint: that is the mean of y; what is left of it after the ReLU is positive
# says: that is the mean of y; what is left of it after the ReLU is positive.
# about: the mean of y


def relu_moments(var):
    return 0.0, var / 2
