-- What checks rows and marks days looks at the tables themselves, never at a temporary one of the
-- same name, which a session would otherwise find first.
ALTER FUNCTION check_references_of_specimens() SET search_path = public, pg_temp;
ALTER FUNCTION check_references_of_tests() SET search_path = public, pg_temp;
ALTER FUNCTION check_references_of_transitions() SET search_path = public, pg_temp;
ALTER FUNCTION check_references_of_results() SET search_path = public, pg_temp;
ALTER FUNCTION refuse_referenced() SET search_path = public, pg_temp;
ALTER FUNCTION copy_specimen_to_new_test() SET search_path = public, pg_temp;
ALTER FUNCTION mark_figure_days_of_specimens() SET search_path = public, pg_temp;
ALTER FUNCTION mark_figure_days_of_tests() SET search_path = public, pg_temp;
