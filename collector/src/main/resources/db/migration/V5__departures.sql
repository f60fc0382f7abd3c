-- Until when the desk may still carry out a request of an earlier attempt; NULL: nothing is on its way.
ALTER TABLE outbox ADD COLUMN unsettled_until BIGINT;
