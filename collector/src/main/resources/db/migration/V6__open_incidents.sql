-- The list of open incidents finds its page in this index alone, however long their objects are.
DROP INDEX incident_state;
CREATE INDEX incident_state ON incident (state, customer, emergency, detected_at, id);
