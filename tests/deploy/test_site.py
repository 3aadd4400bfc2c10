"""What whoever deploys does about sites and their owners, afterwards."""


def run(prod, *arguments):
    done = prod.cloud.run(arguments[0], "--stage", "prod", *arguments[1:])
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_another_site_is_made_and_its_owner_is_let_in_again(prod):
    made = run(prod, "site", "--add", "tea", "--origin", "https://tea.example", "--owner-email", "olu@example.com")
    assert "Sign in as olu@example.com" in made
    assert [line.split()[0] for line in run(prod, "site").splitlines()] == ["default", "tea"]

    told = run(prod, "rescue", "--email", "olu@example.com")
    assert f"{prod.addresses['dashboard']}#/reset/pr_tea." in told
