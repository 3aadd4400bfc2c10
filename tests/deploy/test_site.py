"""The site and rescue commands on a deployed stage."""


def run(prod, *arguments):
    done = prod.cloud.run(arguments[0], "--stage", "prod", *arguments[1:])
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_site_is_added_and_its_owner_gets_a_reset_link(prod):
    added = run(prod, "site", "--add", "tea", "--origin", "https://tea.example", "--owner-email", "olu@example.com")
    assert "Sign in as olu@example.com" in added
    assert [line.split()[0] for line in run(prod, "site").splitlines()] == ["default", "tea"]

    (line,) = [line for line in added.splitlines() if "Its token" in line]
    bucket = prod.addresses["pages_bucket"]
    key = f"widget/sites/{line.split()[-1]}.json"
    assert b'"name":"tea"' in prod.cloud.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()

    output = run(prod, "rescue", "--email", "olu@example.com")
    assert f"{prod.addresses['dashboard']}#/reset/pr_tea." in output
