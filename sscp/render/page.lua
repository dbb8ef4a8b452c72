-- Table headers get their scope, columns no fixed widths (they would be inline styles).
function Table(table)
  for index, spec in ipairs(table.colspecs) do
    table.colspecs[index] = { pandoc.AlignDefault, nil }
  end
  for _, row in ipairs(table.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attr.attributes.scope = "col"
    end
  end
  return table
end
