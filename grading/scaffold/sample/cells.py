# %% [markdown]
# ## PART. REPLACE(FUNCTION): the title of the part
#
# REPLACE(FUNCTION): the idea in a few lines, with its formula. The squared length of a row
# of $x$ is the sum of the squares of its entries:
#
# $$s_i = \sum_j x_{ij}^2$$

# %%
predict(
    "NOTEBOOK-DASHED",
    "REPLACE(FUNCTION): You double every entry of a row. What becomes of its squared "
    "length?",
    {
        "a": "It doubles.",
        "b": "It is four times as large.",
        "c": "That depends on the row.",
    },
    answer="",
)

# %% [markdown]TOPICS
# ### Exercise: `FUNCTION` (POINTS)
#
# REPLACE(FUNCTION): what to return, with shapes. Return the squared length of each row of
# `x`, of shape (N, D), as an array of shape (N,).
#
# <details><summary>Hint: REPLACE(FUNCTION): a question that a student has</summary>
#
# Which axis goes along a row?
# </details>


# %% nbgrader={"grade": false, "grade_id": "FUNCTION", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("NOTEBOOK")
def FUNCTION(x):
    """Return REPLACE(FUNCTION): the squared length of each row of x, of shape (N,)."""
    ### BEGIN SOLUTION
    # REPLACE(FUNCTION): s_i = sum_j x_ij^2
    return (x**2).sum(axis=1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-FUNCTION", "locked": true, "points": NUMBER, "schema_version": 3, "solution": false, "task": false}
# REPLACE(FUNCTION): numbers that can be worked out by hand.
x = np.array([[3.0, -4.0, 0.0], [1.0, 2.0, 2.0], [0.0, 2.0, 0.0]])
out = run(FUNCTION, x, returns="out")
what, hint = "out of FUNCTION", "every entry of a row counts, by its square"
expect(what, out, [25, 9, 4], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("NOTEBOOK"), hidden_rng("FUNCTION")
for shape in [(5, 4), (1, 7), (6, 1)]:
    x = rng.normal(size=shape)
    out = run(FUNCTION, x, returns="out")
    expect(f"{what} for shape {shape}", out, key.FUNCTION(x), hint=hint)
### END HIDDEN TESTS
passed("FUNCTION gives the squared length of each row")

# %% [markdown]
# ### Experiment: REPLACE(FUNCTION): one question that the figure answers

# %% tags=["experiment"]
row, factors = np.array([[0.6, 0.8]]), np.linspace(0, 3, 31)
squared = np.array([FUNCTION(factor * row)[0] for factor in factors])
fig = plots.curves(
    {"squared length": (factors, squared)},
    xlabel="REPLACE(FUNCTION): factor on every entry",
    ylabel="squared length",
    marks={2.0: "doubled"},
)
plots.show(
    fig,
    alt="REPLACE(FUNCTION): The squared length over the factor, a parabola from 0 at 0 "
    "through 1 at 1 and 4 at 2 to 9 at 3.",
    takeaway="REPLACE(FUNCTION): Twice the entries give four times the squared length.",
)

# %% tags=["experiment"]
outcome(
    "NOTEBOOK-DASHED",
    "b",
    "REPLACE(FUNCTION): Each square, and so their sum, grows by the factor squared.",
)

# %% [markdown]
# **Question: REPLACE(FUNCTION): its title (1 point).** Which rows have the squared length 0?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-DASHED", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# REPLACE(FUNCTION): Only rows of zeros: a square of a number other than 0 is positive.
# (1 point)
