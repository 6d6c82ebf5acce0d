"""Writers: a numbered Document in one format. They decide nothing; each is imported when its format is wanted."""
