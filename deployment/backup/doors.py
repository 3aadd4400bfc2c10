"""Keeps visitors out while conversations are put back: nobody may begin one under an id that is being restored.

A site that is switched off here is marked, so that whoever finishes the restore knows to switch it on again.
"""

import time

from deployment.target import Tables

MARK = "restoring"


def close(tables: Tables, settle_seconds: float) -> None:
    """Returns when no Lambda believes any more that a site is on."""
    open_ones = [site["site_id"] for site in tables.scanned("sites") if site["enabled"]["BOOL"]]
    for site_id in open_ones:
        tables.client.update_item(
            TableName=tables.name("sites"),
            Key={"site_id": site_id},
            UpdateExpression="SET enabled = :off, #mark = :yes",
            ExpressionAttributeNames={"#mark": MARK},
            ExpressionAttributeValues={":off": {"BOOL": False}, ":yes": {"BOOL": True}},
        )
    if open_ones:
        time.sleep(settle_seconds)


def open_again(tables: Tables) -> None:
    """Those that a restore, this one or one that was cut short, has switched off."""
    for site in tables.scanned("sites"):
        if MARK in site:
            tables.client.update_item(
                TableName=tables.name("sites"),
                Key={"site_id": site["site_id"]},
                UpdateExpression="SET enabled = :on REMOVE #mark",
                ExpressionAttributeNames={"#mark": MARK},
                ExpressionAttributeValues={":on": {"BOOL": True}},
            )
