"""For comparison: imports botocore from a folder and creates one client."""

import sys

sys.path.insert(0, sys.argv[1])
import botocore.session

botocore.session.Session().create_client("sesv2", region_name="us-east-1")
