-- The beginning of a name or a barcode, capitals aside, of what was removed too.
DROP INDEX containers_name_search_idx;
DROP INDEX containers_barcode_search_idx;
CREATE INDEX containers_name_search_idx ON containers (lab_id, lower(name) text_pattern_ops);
CREATE INDEX containers_barcode_search_idx ON containers (lab_id, lower(barcode) text_pattern_ops);
