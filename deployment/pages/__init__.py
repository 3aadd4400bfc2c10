"""The pages in S3: built, uploaded where they changed, and made known to CloudFront."""

from deployment.pages.publish import Published, built, publish

__all__ = ["Published", "built", "publish"]
